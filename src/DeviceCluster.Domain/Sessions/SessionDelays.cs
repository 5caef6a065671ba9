namespace DeviceCluster.Domain.Sessions;

/// <summary>How long a session waits: growing, spread, and the same for the same seed.</summary>
internal static class SessionDelays
{
    private static readonly TimeSpan ShortestLock = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestLock = TimeSpan.FromDays(1);

    /// <summary>From the least to twice the least, doubling up to the most; the upper half of each span is used.</summary>
    public static TimeSpan Backoff(TimeSpan least, TimeSpan most, int failures, ulong seed, long draw)
    {
        var doublings = Math.Clamp(failures, 1, 30);
        var upper = Math.Min(most.Ticks, least.Ticks * Math.Pow(2, doublings));
        var ticks = least.Ticks + ((upper - least.Ticks) * (0.5 + (0.5 * Fraction(seed, draw))));
        return TimeSpan.FromTicks(Math.Clamp((long)ticks, least.Ticks, most.Ticks));
    }

    /// <summary>Up to a tenth more, so that devices refused together do not come back together.</summary>
    public static TimeSpan Spread(TimeSpan wait, ulong seed, long draw) => wait * (1 + (0.1 * Fraction(seed, draw)));

    /// <summary>The device's word, within reason: a lie must neither overflow a time nor make a storm.</summary>
    public static TimeSpan Lock(TimeSpan? told, TimeSpan untold) =>
        TimeSpan.FromTicks(Math.Clamp((told ?? untold).Ticks, ShortestLock.Ticks, LongestLock.Ticks));

    // SplitMix64: spreads neighbouring seeds and draws over the whole range.
    private static double Fraction(ulong seed, long draw)
    {
        var z = seed + ((ulong)draw * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
