namespace DeviceCluster.Sdk.Sessions;

/// <summary>What a device tells of itself at login. <c>DeviceType</c> is the ABI's number.</summary>
public sealed record LoginFacts(string Serial, int Channels, int DeviceType);
