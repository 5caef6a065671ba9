namespace DeviceCluster.Actors;

/// <summary>What the actors of a node count together; shown as metrics.</summary>
internal sealed class Counters
{
    private long _stale;
    private long _reopened;

    /// <summary>News of logins for an incarnation that is gone.</summary>
    public long Stale => Interlocked.Read(ref _stale);

    /// <summary>Live sources that fell silent and were opened anew.</summary>
    public long Reopened => Interlocked.Read(ref _reopened);

    public void CountStale() => Interlocked.Increment(ref _stale);

    public void CountReopened() => Interlocked.Increment(ref _reopened);
}
