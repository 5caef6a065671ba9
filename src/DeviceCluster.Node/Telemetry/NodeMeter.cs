using System.Diagnostics.Metrics;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Telemetry;

/// <summary>The node's sessions, lanes, live views and native library as figures; no label names a device.</summary>
internal sealed class NodeMeter : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private readonly Meter _meter = new(MediaMeter.Name);
    private readonly ReadSide _readSide;
    private readonly TimeProvider _time;
    private readonly ILogger<NodeMeter> _log;
    private volatile IReadOnlyList<Measurement<int>> _phases = [];

    public NodeMeter(
        NetSdk sdk, NativeLanes lanes, LiveHubs hubs, ReadSide readSide, StorageHealth storage, TimeProvider time, ILogger<NodeMeter> log)
    {
        (_readSide, _time, _log) = (readSide, time, log);
        _meter.CreateObservableGauge("devicecluster.sessions", () => _phases, description: "Devices by phase of their session");
        _meter.CreateObservableGauge("devicecluster.live.views", () => hubs.Count, description: "Live views that run on this node");
        _meter.CreateObservableGauge("devicecluster.storage.open", () => storage.IsOpen ? 1 : 0, description: "1 while the journal can be written");
        _meter.CreateObservableCounter("devicecluster.storage.failures", () => storage.Failures, description: "Failed writes of the journal");
        _meter.CreateObservableCounter(
            "devicecluster.snapshot.late", () => sdk.LatePictures, description: "Pictures, and words that none comes, for which nobody waited any more");
        AddLanes(lanes);
        if (sdk.Figures() is not null)
            AddNative(() => sdk.Figures()!);
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, _time);
        try
        {
            do
            {
                await CountPhasesAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }

    // Without the table the figures are absent, which says more than old ones.
    private async Task CountPhasesAsync(CancellationToken stop)
    {
        try
        {
            var rows = await _readSide.DevicesAsync(stop);
            _phases = [.. rows.GroupBy(r => r.Phase?.ToString() ?? "Unknown").Select(g => new Measurement<int>(g.Count(), Tag("phase", g.Key)))];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _phases = [];
            _log.LogWarning(e, "The devices cannot be counted: the read side does not answer");
        }
    }

    private void AddLanes(NativeLanes lanes)
    {
        Gauge("threads", f => f.Threads, "Threads of a lane of native calls");
        Gauge("busy", f => f.Busy, "Native calls under way");
        Gauge("queued", f => f.Queued, "Native calls that wait");
        Gauge("stuck", f => f.Stuck, "Native calls past their deadline that have not returned");
        Counter("done", f => f.Done, "Native calls that have returned");
        Counter("refused", f => f.Refused, "Native calls refused because the lane was full");
        Counter("overdue", f => f.Overdue, "Native calls that passed their deadline");

        void Gauge(string name, Func<LaneFigures, long> figure, string help) =>
            _meter.CreateObservableGauge($"devicecluster.lane.{name}", () => Of(lanes, figure), description: help);

        void Counter(string name, Func<LaneFigures, long> figure, string help) =>
            _meter.CreateObservableCounter($"devicecluster.lane.{name}", () => Of(lanes, figure), description: help);
    }

    private void AddNative(Func<NativeFigures> figures)
    {
        Gauge("threads", f => f.Threads, "Threads of the native library");
        Gauge("logins", f => f.Logins, "Logins the native library holds");
        Gauge("lives", f => f.Lives, "Live views the native library holds");
        Counter("received", f => f.BytesReceived, "Bytes received from devices");
        Counter("frames", f => f.FramesDelivered, "Frames handed to callbacks");
        Counter("reads.paused", f => f.ReadsPaused, "Sockets not read because a callback was slow");
        Counter("callbacks.slow", f => f.SlowCallbacks, "Callbacks that took too long");
        Counter("answers.late", f => f.LateAnswers, "Answers that came after their deadline");
        Counter("garbage", f => f.Garbage, "Connections closed for garbage");
        Counter("resyncs", f => f.Resyncs, "Holes between frames");

        void Gauge(string name, Func<NativeFigures, long> figure, string help) =>
            _meter.CreateObservableGauge($"devicecluster.native.{name}", () => figure(figures()), description: help);

        void Counter(string name, Func<NativeFigures, long> figure, string help) =>
            _meter.CreateObservableCounter($"devicecluster.native.{name}", () => figure(figures()), description: help);
    }

    private static IEnumerable<Measurement<long>> Of(NativeLanes lanes, Func<LaneFigures, long> figure) =>
        lanes.Figures().Select(lane => new Measurement<long>(figure(lane), Tag("lane", lane.Lane)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
