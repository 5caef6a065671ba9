using System.Diagnostics.Metrics;

namespace DeviceCluster.Node.Telemetry;

/// <summary>What went out to viewers. No label names a device or a viewer: their number has no bound.</summary>
internal sealed class MediaMeter : IDisposable
{
    public const string Name = "DeviceCluster.Node";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _frames;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _stalls;
    private readonly Counter<long> _cut;

    public MediaMeter()
    {
        _frames = _meter.CreateCounter<long>("devicecluster.media.frames", description: "Frames written to viewers");
        _bytes = _meter.CreateCounter<long>("devicecluster.media.bytes", "By", "Media bytes written to viewers");
        _dropped = _meter.CreateCounter<long>("devicecluster.media.frames.dropped", description: "Frames that viewers lost because they were slow");
        _stalls = _meter.CreateCounter<long>("devicecluster.media.stalls", description: "How often a slow viewer was dropped to a key frame");
        _cut = _meter.CreateCounter<long>("devicecluster.media.viewers.cut", description: "Viewers cut because they took nothing");
        _meter.CreateObservableGauge("devicecluster.media.viewers", () => Viewers(), description: "Viewers over HTTP now");
    }

    public Func<int> Viewers { get; set; } = () => 0;

    public void Sent(long bytes)
    {
        _frames.Add(1);
        _bytes.Add(bytes);
    }

    public void Left(long dropped, long stalls)
    {
        _dropped.Add(dropped);
        _stalls.Add(stalls);
    }

    public void Cut() => _cut.Add(1);

    public void Dispose() => _meter.Dispose();
}
