namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// The fence of a node at this moment, then its counters since the start. <paramref name="BeatAge"/>: of the oldest beat of a row that is held; null
/// without one. <paramref name="Voices"/> of <paramref name="Counted"/> vouch for the node; <paramref name="Agreeing"/> others are known to need its vouch.
/// </summary>
public sealed record FenceFigures(
    bool On,
    int Held,
    int Waiting,
    TimeSpan? BeatAge,
    int Voices,
    int Counted,
    int Agreeing,
    bool Watchdog,
    bool Tripped,
    int Hung,
    long Trips,
    long Taken,
    long Freed,
    long Lost,
    long Closed,
    string Trouble)
{
    /// <summary>Of a node that shares its devices with nobody.</summary>
    public static FenceFigures Off { get; } = new(false, 0, 0, null, 0, 0, 0, false, false, 0, 0, 0, 0, 0, 0, "");
}
