namespace DeviceCluster.Simulator.Clock;

/// <summary>A device's own clock: it can be set, runs too fast or too slow, and tells the time of its zone. Safe to call from any thread.</summary>
internal sealed class DeviceClock(TimeProvider time, double driftPartsPerMillion, TimeSpan ahead = default)
{
    private const double Million = 1e6;

    private volatile Setting _setting = new(time.GetUtcNow(), ahead, ZoneRules.Of(time));

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
        _setting = _setting with { Since = now, Ahead = zone.ToUtc(local) - now.UtcDateTime };
    }

    /// <summary>A clock that follows a time server shows the true time, however it was set; left alone, it drifts from there.</summary>
    public void Follow(bool server)
    {
        if (_setting.Follows != server)
            _setting = _setting with { Since = time.GetUtcNow(), Ahead = TimeSpan.Zero, Follows = server };
    }

    /// <summary>Another zone shows another time; the moment stays.</summary>
    public void Use(ZoneRules zone) => _setting = _setting with { Zone = zone };

    private DateTime Utc(Setting setting, DateTimeOffset moment) =>
        setting.Follows ? moment.UtcDateTime : moment.UtcDateTime + setting.Ahead + (moment - setting.Since) * (driftPartsPerMillion / Million);

    /// <summary>How far the clock was ahead when it was last set.</summary>
    private sealed record Setting(DateTimeOffset Since, TimeSpan Ahead, ZoneRules Zone, bool Follows = false);
}
