namespace DeviceCluster.Sdk.Information;

/// <summary>What a part of a disk is kept for, by the ABI's numbers.</summary>
public enum DiskUse
{
    ReadWrite = 0,
    ReadOnly = 1,
    Backup = 2,
    Redundant = 3,
    Snapshots = 4,
}
