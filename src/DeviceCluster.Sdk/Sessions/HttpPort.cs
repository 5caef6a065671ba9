namespace DeviceCluster.Sdk.Sessions;

/// <summary>Where a device speaks HTTP, and how that is known.</summary>
public readonly record struct HttpPort(int Port, HttpPortSource Source);
