namespace DeviceCluster.Domain.Clock;

/// <summary>The zone that a device's clock shows: an offset, and, with a rule for it, an hour more in summer.</summary>
public sealed record DeviceZone(TimeSpan Offset, DaylightDay? Begins = null, DaylightDay? Ends = null)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public bool HasRule => Begins is not null && Ends is not null;

    public bool IsDaylight(DateTime utc)
    {
        if (Begins is null || Ends is null)
            return false;
        var standard = utc + Offset;
        var begins = Begins.In(standard.Year);
        // Told by the clock that is to be put back, which is an hour ahead.
        var ends = Ends.In(standard.Year) - Hour;
        return begins < ends ? standard >= begins && standard < ends : standard >= begins || standard < ends;
    }

    public DateTime ToLocal(DateTime utc) =>
        DateTime.SpecifyKind(utc + Offset + (IsDaylight(utc) ? Hour : TimeSpan.Zero), DateTimeKind.Unspecified);

    /// <summary>
    /// What moment a clock means. The hour that autumn has twice is the one nearer to <paramref name="near"/>; the one that spring has not is taken as if
    /// the clock had not been put forward.
    /// </summary>
    public DateTime ToUtc(DateTime local, DateTime near)
    {
        var standard = DateTime.SpecifyKind(local - Offset, DateTimeKind.Utc);
        var summer = standard - Hour;
        var isStandard = !IsDaylight(standard);
        var isSummer = IsDaylight(summer);
        if (isStandard && isSummer)
            return (standard - near).Duration() < (summer - near).Duration() ? standard : summer;
        return isSummer ? summer : standard;
    }
}
