using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Live;

/// <summary>Where the library's threads put the frames of one live view: copied, counted, never waited for.</summary>
internal sealed unsafe class LiveSink
{
    public static readonly CallbackKeys<LiveSink> Keys = new();

    private const uint WholeFrame = 0;

    private readonly Channel<Frame> _frames;
    private readonly FramePool _pool;
    private readonly TimeProvider _time;
    private readonly long _maxQueuedBytes;
    private long _queuedBytes;
    private long _received;
    private long _dropped;

    public LiveSink(FramePool pool, TimeProvider time, int maxFrames, long maxQueuedBytes)
    {
        _pool = pool;
        _time = time;
        _maxQueuedBytes = maxQueuedBytes;
        _frames = Channel.CreateBounded<Frame>(new BoundedChannelOptions(maxFrames) { FullMode = BoundedChannelFullMode.DropOldest }, Drop);
        Reader = new LiveReader(_frames.Reader, this);
        Key = Keys.Add(this);
    }

    public nint Key { get; }

    /// <summary>For the view's reader; it may hold the view, the sink must not: callbacks keep the sink alive.</summary>
    public LiveReader ReaderOf(LiveHandle view) => new(_frames.Reader, this, view);

    public ChannelReader<Frame> Reader { get; }

    public long Received => Interlocked.Read(ref _received);

    public long Dropped => Interlocked.Read(ref _dropped);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void OnData(nint live, uint kind, byte* bytes, uint length, nint param, nint key)
    {
        var sink = Keys.Find(key);
        if (sink is null || kind != WholeFrame)
            return;
        try
        {
            sink.Write(new ReadOnlySpan<byte>(bytes, checked((int)length)));
        }
        catch (Exception e)
        {
            // An exception that leaves this method ends the process, so the reader gets it instead.
            sink._frames.Writer.TryComplete(e);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        var frame = _pool.Rent(bytes, _time.GetTimestamp());
        Interlocked.Increment(ref _received);
        Interlocked.Add(ref _queuedBytes, frame.Length);
        if (!_frames.Writer.TryWrite(frame))
        {
            CountTaken(frame);
            frame.Dispose();
            return;
        }

        while (Interlocked.Read(ref _queuedBytes) > _maxQueuedBytes && _frames.Reader.TryRead(out var oldest))
            Drop(oldest);
    }

    public void CountTaken(Frame frame) => Interlocked.Add(ref _queuedBytes, -frame.Length);

    /// <summary>No frame after this. What still waited goes back to the pool: whoever stops a view does not want it any more.</summary>
    public void End()
    {
        _frames.Writer.TryComplete();
        while (Reader.TryRead(out var frame))
            frame.Dispose();
    }

    /// <summary>To be called when the library has promised that no callback will come.</summary>
    public void Forget() => Keys.Remove(Key);

    private void Drop(Frame frame)
    {
        CountTaken(frame);
        Interlocked.Increment(ref _dropped);
        frame.Dispose();
    }
}
