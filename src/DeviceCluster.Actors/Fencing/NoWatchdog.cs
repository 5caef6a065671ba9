namespace DeviceCluster.Actors.Fencing;

/// <summary>For a debugger, who stops the process for longer than a watchdog lets him.</summary>
internal sealed class NoWatchdog : IWatchdog
{
    public bool IsTripped => false;

    public long Trips => 0;

    public void Feed(TimeSpan beatSent)
    {
        // Nobody waits for it.
    }

    public void Dispose()
    {
        // There is nothing to end.
    }
}
