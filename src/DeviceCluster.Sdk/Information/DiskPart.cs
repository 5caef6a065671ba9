namespace DeviceCluster.Sdk.Information;

/// <summary>One part of a device's disk. Both numbers count from 0, sizes are in MiB.</summary>
/// <param name="Disk">Of the disk.</param>
/// <param name="Part">Of the part on it.</param>
/// <param name="SizeMebibytes">All of it.</param>
/// <param name="FreeMebibytes">What is not written.</param>
/// <param name="Failed">The device says that it cannot be used.</param>
/// <param name="Use">What it is kept for.</param>
public sealed record DiskPart(int Disk, int Part, long SizeMebibytes, long FreeMebibytes, bool Failed, DiskUse Use);
