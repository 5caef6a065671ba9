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

    private readonly FrameBuffer _frames;

    public LiveSink(FramePool pool, TimeProvider time, int maxFrames, long maxQueuedBytes)
    {
        _frames = new FrameBuffer(pool, time, maxFrames, maxQueuedBytes);
        Key = Keys.Add(this);
    }

    public nint Key { get; }

    public ChannelReader<Frame> Reader => _frames.Reader;

    public long Received => _frames.Received;

    public long Dropped => _frames.Dropped;

    /// <summary>For the view's reader; it may hold the view, the sink must not: callbacks keep the sink alive.</summary>
    public ChannelReader<Frame> ReaderOf(LiveHandle view) => _frames.ReaderFor(view);

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
            sink._frames.Complete(e);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes) => _frames.Write(bytes);

    /// <summary>No frame after this. What still waited goes back to the pool: whoever stops a view does not want it any more.</summary>
    public void End() => _frames.End();

    /// <summary>To be called when the library has promised that no callback will come.</summary>
    public void Forget() => Keys.Remove(Key);
}
