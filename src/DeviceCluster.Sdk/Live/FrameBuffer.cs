using System.Threading.Channels;

namespace DeviceCluster.Sdk.Live;

/// <summary>
/// Frames of one stream on their way from who receives them to the one who reads them, bounded by count and by bytes: with more, the oldest is
/// dropped and counted. Writing never waits.
/// </summary>
public sealed class FrameBuffer
{
    private readonly Channel<Frame> _frames;
    private readonly FramePool _pool;
    private readonly TimeProvider _time;
    private readonly long _maxBytes;
    private long _bytes;
    private long _received;
    private long _dropped;

    public FrameBuffer(FramePool pool, TimeProvider time, int maxFrames, long maxBytes)
    {
        _pool = pool;
        _time = time;
        _maxBytes = maxBytes;
        _frames = Channel.CreateBounded<Frame>(new BoundedChannelOptions(maxFrames) { FullMode = BoundedChannelFullMode.DropOldest }, Drop);
        Reader = new FrameBufferReader(_frames.Reader, this);
    }

    /// <summary>Whoever reads a frame disposes it.</summary>
    public ChannelReader<Frame> Reader { get; }

    public long Received => Interlocked.Read(ref _received);

    /// <summary>Frames lost because the reader was slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Copies the bytes into a frame. After the end they are let go.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var frame = _pool.Rent(bytes, _time.GetTimestamp());
        Interlocked.Increment(ref _received);
        Interlocked.Add(ref _bytes, frame.Length);
        if (!_frames.Writer.TryWrite(frame))
        {
            CountTaken(frame);
            frame.Dispose();
            return;
        }

        while (Interlocked.Read(ref _bytes) > _maxBytes && _frames.Reader.TryRead(out var oldest))
            Drop(oldest);
    }

    /// <summary>No frame after this. What waits can still be read; then the reader gets the failure, if there was one.</summary>
    public void Complete(Exception? failure = null) => _frames.Writer.TryComplete(failure);

    /// <summary>No frame after this. What still waited goes back to the pool.</summary>
    public void End()
    {
        Complete();
        while (Reader.TryRead(out var frame))
            frame.Dispose();
    }

    /// <summary>For the reader of a live view; it may hold what feeds the buffer.</summary>
    internal ChannelReader<Frame> ReaderFor(LiveHandle view) => new FrameBufferReader(_frames.Reader, this, view);

    internal void CountTaken(Frame frame) => Interlocked.Add(ref _bytes, -frame.Length);

    private void Drop(Frame frame)
    {
        CountTaken(frame);
        Interlocked.Increment(ref _dropped);
        frame.Dispose();
    }
}
