namespace DeviceCluster.Sdk;

/// <summary>One error of the ABI: code, the vendor's name of it, and words for people.</summary>
public sealed record SdkError(uint Code, string Name, string Words);
