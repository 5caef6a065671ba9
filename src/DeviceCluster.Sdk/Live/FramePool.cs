namespace DeviceCluster.Sdk.Live;

/// <summary>Where frames get their buffers, with the two counters that show whether all came back.</summary>
public sealed class FramePool
{
    private long _rented;
    private long _returned;

    public static FramePool Shared { get; } = new();

    public long Rented => Interlocked.Read(ref _rented);

    public long Returned => Interlocked.Read(ref _returned);

    /// <summary>Copies the bytes into a rented buffer; the caller is the frame's one holder.</summary>
    public Frame Rent(ReadOnlySpan<byte> bytes, long timestamp)
    {
        var frame = new Frame(this, bytes, timestamp);
        Interlocked.Increment(ref _rented);
        return frame;
    }

    internal void CountReturn() => Interlocked.Increment(ref _returned);
}
