using DeviceCluster.Sdk;

namespace DeviceCluster.Actors.Fencing;

/// <summary>The library's watchdog behind the seam.</summary>
internal static class WatchdogPort
{
    public static IWatchdog Arm(NetSdk sdk, TimeSpan trip, TimeSpan kill) =>
        throw new NotSupportedException($"{sdk.Info.Path} has no watchdog to arm for {trip} and {kill}: set DeviceCluster:Cluster:Watchdog to false");
}
