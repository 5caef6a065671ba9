using System.Threading.Channels;

namespace DeviceCluster.Sdk.Live;

/// <summary>The live frames of one channel and stream. A slow reader loses the oldest frames, never the newest.</summary>
public sealed class LiveSource : IDisposable
{
    private readonly LiveSink _sink;
    private readonly LiveHandle _handle;

    internal LiveSource(LiveSink sink, LiveHandle handle, int channel0, int stream)
    {
        _sink = sink;
        _handle = handle;
        Frames = sink.ReaderOf(handle);
        Channel0 = channel0;
        Stream = stream;
    }

    public int Channel0 { get; }

    /// <summary>0 = main, 1 to 3 = extra.</summary>
    public int Stream { get; }

    /// <summary>
    /// One whole frame of the devices' container each; whoever reads it disposes it. Completes at <see cref="Stop"/> and at the end of the
    /// login, not when the device falls silent.
    /// </summary>
    public ChannelReader<Frame> Frames { get; }

    public long Received => _sink.Received;

    /// <summary>Frames lost because the reader was slow.</summary>
    public long Dropped => _sink.Dropped;

    /// <summary>Completes the frames at once, then ends the view; blocks no longer than a running callback. May be called again.</summary>
    public void Stop() => _handle.Stop();

    public void Dispose() => Stop();
}
