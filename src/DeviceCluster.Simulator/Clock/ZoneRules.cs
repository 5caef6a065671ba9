namespace DeviceCluster.Simulator.Clock;

/// <summary>A zone as devices know it: an offset, and from when to when in each year the clock is an hour ahead. Pure.</summary>
internal sealed record ZoneRules(TimeSpan Offset, DaylightChange? Starts = null, DaylightChange? Ends = null)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The machine's zone as it is now.</summary>
    public static ZoneRules Of(TimeProvider time) => new(time.LocalTimeZone.GetUtcOffset(time.GetUtcNow()));

    public DateTime ToLocal(DateTime utc)
    {
        var standard = DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);
        return IsDaylight(standard) ? standard + Hour : standard;
    }

    /// <summary>Of the hour that comes twice in autumn, the first; in the hour that is left out in spring, as if it were not.</summary>
    public DateTime ToUtc(DateTime local)
    {
        var early = DateTime.SpecifyKind(local - Offset - Hour, DateTimeKind.Utc);
        return ToLocal(early) == local ? early : early + Hour;
    }

    private bool IsDaylight(DateTime standard)
    {
        if (Starts is null || Ends is null)
            return false;

        var start = Starts.In(standard.Year);
        // The end is told in daylight time.
        var end = Ends.In(standard.Year) - Hour;
        return start < end ? standard >= start && standard < end : standard >= start || standard < end;
    }
}
