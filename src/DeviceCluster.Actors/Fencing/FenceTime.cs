namespace DeviceCluster.Actors.Fencing;

/// <summary>A monotonic clock's instants as the fence's decisions take them.</summary>
internal static class FenceTime
{
    /// <summary>Since the clock's own beginning; only good to be compared with others of the same clock.</summary>
    public static TimeSpan Monotonic(this TimeProvider clock) => clock.GetElapsedTime(0);
}
