using System.Threading.Channels;

namespace DeviceCluster.Sdk.Discovery;

/// <summary>A running search for devices. It asks again every second until it is stopped.</summary>
public sealed class DiscoverySearch : IDisposable
{
    private readonly SearchSink _sink;
    private readonly SearchHandle _handle;

    internal DiscoverySearch(SearchSink sink, SearchHandle handle)
    {
        _sink = sink;
        _handle = handle;
    }

    /// <summary>Each device once, known by its MAC, as it answers. Completes at <see cref="Stop"/>.</summary>
    public ChannelReader<FoundDevice> Found => _sink.Reader;

    /// <summary>Answers lost because the reader was slow.</summary>
    public long Dropped => _sink.Dropped;

    /// <summary>What was found before can still be read. May be called again.</summary>
    public void Stop() => _handle.Stop();

    public void Dispose() => Stop();
}
