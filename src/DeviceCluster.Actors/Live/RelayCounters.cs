namespace DeviceCluster.Actors.Live;

/// <summary>What the relays of a node count together; shown as metrics.</summary>
internal sealed class RelayCounters
{
    private readonly long[] _ends = new long[Enum.GetValues<RelayEndKind>().Length];
    private int _open;
    private long _bytes;
    private long _frames;
    private long _dropped;
    private long _garbage;

    public int Open => Volatile.Read(ref _open);

    /// <summary>Bytes read from other nodes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Frames lost between the connection and the hub.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Bytes that were no frames.</summary>
    public long Garbage => Interlocked.Read(ref _garbage);

    public long Ends(RelayEndKind kind) => Interlocked.Read(ref _ends[(int)kind]);

    public void Began() => Interlocked.Increment(ref _open);

    public void Ended(RelayEndKind kind)
    {
        Interlocked.Increment(ref _ends[(int)kind]);
        Interlocked.Decrement(ref _open);
    }

    public void Pulled(long bytes, long frames, long garbage)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _frames, frames);
        Interlocked.Add(ref _garbage, garbage);
    }

    public void Lost(long frames) => Interlocked.Add(ref _dropped, frames);
}
