namespace DeviceCluster.Actors.Fencing;

/// <summary>What the fence counts since the start; written by its threads.</summary>
internal sealed class FenceCounters
{
    private long _taken;
    private long _freed;
    private long _lost;
    private long _closed;
    private string _trouble = "";

    public long Taken => Interlocked.Read(ref _taken);

    public long Freed => Interlocked.Read(ref _freed);

    /// <summary>Rows that a beat found with another owner.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>How often the sessions of a shard were ended because it was held no more.</summary>
    public long Closed => Interlocked.Read(ref _closed);

    /// <summary>Why the table does not answer; empty while it does.</summary>
    public string Trouble
    {
        get => Volatile.Read(ref _trouble);
        set => Volatile.Write(ref _trouble, value);
    }

    public void CountTaken() => Interlocked.Increment(ref _taken);

    public void CountFreed() => Interlocked.Increment(ref _freed);

    public void CountLost() => Interlocked.Increment(ref _lost);

    public void CountClosed() => Interlocked.Increment(ref _closed);
}
