using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Watchdogs;

namespace DeviceCluster.Actors.Fencing;

/// <summary>The library's watchdog behind the seam.</summary>
internal sealed class WatchdogPort : IWatchdog
{
    private readonly Watchdog _watchdog;

    private WatchdogPort(Watchdog watchdog) => _watchdog = watchdog;

    public bool IsTripped => _watchdog.IsTripped;

    public long Trips => _watchdog.Trips;

    public static IWatchdog Arm(NetSdk sdk, TimeSpan trip, TimeSpan kill) => new WatchdogPort(Watchdog.Arm(sdk, trip, kill));

    /// <summary>A node that never beat has proved nothing: that is the clock's beginning.</summary>
    public void Feed(TimeSpan beatSent) => _watchdog.Feed(Math.Max(0, beatSent.Ticks) * TimeSpan.NanosecondsPerTick);

    public void Dispose() => _watchdog.Dispose();
}
