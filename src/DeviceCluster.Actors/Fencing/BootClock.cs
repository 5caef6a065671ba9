using DeviceCluster.Sdk.Watchdogs;

namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// The clock that the fence counts by: it runs on while the process is stopped and while the machine sleeps, and nobody sets it. The watchdog's times
/// are in it too.
/// </summary>
internal sealed class BootClock : TimeProvider
{
    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => Watchdog.Now;
}
