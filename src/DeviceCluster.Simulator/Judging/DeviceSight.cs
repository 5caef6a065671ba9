namespace DeviceCluster.Simulator.Judging;

/// <summary>
/// What the judge knows of one device. <paramref name="Owner"/> is the client's end of the newest session while it is open.
/// Logins, ends and the longest dark time count from the last mark, overlaps from the start; a session is lost that ended without a logout.
/// </summary>
public sealed record DeviceSight(
    int Device, string Address, bool HasSession, bool IsAlive, string? Owner, DateTimeOffset? OwnerSince, long LoginsAccepted, long LoginsRefused,
    long Logouts, long SessionsLost, long OverlapEvents, long OverlapBytes, IReadOnlyList<Overlap> Overlaps, DarkInterval? LongestDark, DarkInterval? DarkNow)
{
    /// <summary>The latest sessions, oldest first; only where they were asked for.</summary>
    public IReadOnlyList<SessionSight>? Sessions { get; init; }
}
