namespace DeviceCluster.Sdk.Ptz;

/// <summary>From the least to the most; both 0 = the device tells none.</summary>
public readonly record struct PtzRange(int Least, int Most);
