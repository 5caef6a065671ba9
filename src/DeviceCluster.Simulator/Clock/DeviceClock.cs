namespace DeviceCluster.Simulator.Clock;

/// <summary>A device's own clock: it can be set, runs too fast or too slow, and tells the time of its zone. Safe to call from any thread.</summary>
internal sealed class DeviceClock(TimeProvider time, double driftPartsPerMillion)
{
    private const double Million = 1e6;

    private volatile Setting _setting = new(time.GetUtcNow(), TimeSpan.Zero, ZoneRules.Of(time));

    public DateTime LocalNow => At(time.GetUtcNow());

    public DateTime UtcNow => Utc(_setting, time.GetUtcNow());

    public ZoneRules Zone => _setting.Zone;

    /// <summary>What this clock shows, or showed, at a moment of the true time.</summary>
    public DateTime At(DateTimeOffset moment)
    {
        var setting = _setting;
        return setting.Zone.ToLocal(Utc(setting, moment));
    }

    public void Set(DateTime local)
    {
        var now = time.GetUtcNow();
        var zone = _setting.Zone;
        _setting = new Setting(now, zone.ToUtc(local) - now.UtcDateTime, zone);
    }

    /// <summary>Another zone shows another time; the moment stays.</summary>
    public void Use(ZoneRules zone)
    {
        var now = time.GetUtcNow();
        _setting = new Setting(now, Utc(_setting, now) - now.UtcDateTime, zone);
    }

    private DateTime Utc(Setting setting, DateTimeOffset moment) =>
        moment.UtcDateTime + setting.Ahead + (moment - setting.Since) * (driftPartsPerMillion / Million);

    /// <summary>How far the clock was ahead when it was last set.</summary>
    private sealed record Setting(DateTimeOffset Since, TimeSpan Ahead, ZoneRules Zone);
}
