namespace DeviceCluster.Simulator.Judging;

/// <summary>What the judge knows of one device. Logins and the longest dark time count from the last mark, overlaps from the start.</summary>
public sealed record DeviceSight(
    int Device, string Address, bool HasSession, bool IsAlive, string? Owner, long LoginsAccepted, long LoginsRefused,
    long OverlapEvents, long OverlapBytes, IReadOnlyList<Overlap> Overlaps, DarkInterval? LongestDark, DarkInterval? DarkNow)
{
    /// <summary>The latest sessions, oldest first; only where they were asked for.</summary>
    public IReadOnlyList<SessionSight>? Sessions { get; init; }
}
