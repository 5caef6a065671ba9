namespace DeviceCluster.Simulator.Judging;

/// <summary>
/// The fleet's verdict. <paramref name="WithSession"/> counts devices with an open session, <paramref name="Alive"/> those of them that were heard lately.
/// Logins, ends and the longest dark time count from the last mark, overlaps from the start: no mark makes one undone.
/// A session is lost that ended without a logout.
/// </summary>
public sealed record FleetSight(
    DateTimeOffset At, DateTimeOffset MarkedAt, int Devices, int WithSession, int Alive, long LoginsAccepted, long LoginsRefused,
    long Logouts, long SessionsLost, long OverlapEvents, long OverlapBytes, IReadOnlyList<Overlap> Overlaps, DarkInterval? LongestDark, IReadOnlyList<DarkInterval> DarkNow);
