namespace DeviceCluster.Sdk;

/// <summary>What went wrong at the native boundary without anybody to tell it to.</summary>
internal sealed class BoundaryCounters
{
    private long _failedStops;
    private long _leaks;

    public long FailedStops => Interlocked.Read(ref _failedStops);

    public long Leaks => Interlocked.Read(ref _leaks);

    public void CountFailedStop() => Interlocked.Increment(ref _failedStops);

    public void CountLeak() => Interlocked.Increment(ref _leaks);
}
