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

    public NodeMeter(NetSdk sdk, NativeLanes lanes, LiveHubs hubs, ReadSide readSide, StorageHealth storage, TimeProvider time, ILogger<NodeMeter> log)
    {
        (_readSide, _time, _log) = (readSide, time, log);
        _meter.CreateObservableGauge("devicecluster.sessions", () => _phases, description: "Devices by phase of their session");
        _meter.CreateObservableGauge("devicecluster.live.views", () => hubs.Count, description: "Live views that run on this node");
        _meter.CreateObservableGauge("devicecluster.storage.open", () => storage.IsOpen ? 1 : 0, description: "1 while the journal can be written");
        _meter.CreateObservableCounter("devicecluster.storage.failures", () => storage.Failures, description: "Failed writes of the journal");
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
            _phases = [.. rows.GroupBy(r => r.Phase?.ToString() ?? "Unknown").Select(g => new Measurement<int>(g.Count(), KeyValuePair.Create<string, object?>("phase", g.Key)))];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _phases = [];
            _log.LogWarning(e, "The devices cannot be counted: the read side does not answer");
        }
    }

    private void AddLanes(NativeLanes lanes)
    {
        _meter.CreateObservableGauge("devicecluster.lane.threads", () => Of(lanes, f => f.Threads), description: "Threads of a lane of native calls");
        _meter.CreateObservableGauge("devicecluster.lane.busy", () => Of(lanes, f => f.Busy), description: "Native calls under way");
        _meter.CreateObservableGauge("devicecluster.lane.queued", () => Of(lanes, f => f.Queued), description: "Native calls that wait");
        _meter.CreateObservableGauge("devicecluster.lane.stuck", () => Of(lanes, f => f.Stuck), description: "Native calls past their deadline that have not returned");
        _meter.CreateObservableCounter("devicecluster.lane.done", () => Of(lanes, f => f.Done), description: "Native calls that have returned");
        _meter.CreateObservableCounter("devicecluster.lane.refused", () => Of(lanes, f => f.Refused), description: "Native calls refused because the lane was full");
        _meter.CreateObservableCounter("devicecluster.lane.overdue", () => Of(lanes, f => f.Overdue), description: "Native calls that passed their deadline");
    }

    private void AddNative(Func<NativeFigures> figures)
    {
        _meter.CreateObservableGauge("devicecluster.native.threads", () => figures().Threads, description: "Threads of the native library");
        _meter.CreateObservableGauge("devicecluster.native.logins", () => figures().Logins, description: "Logins the native library holds");
        _meter.CreateObservableGauge("devicecluster.native.lives", () => figures().Lives, description: "Live views the native library holds");
        _meter.CreateObservableCounter("devicecluster.native.received", () => figures().BytesReceived, "By", "Bytes received from devices");
        _meter.CreateObservableCounter("devicecluster.native.frames", () => figures().FramesDelivered, description: "Frames handed to callbacks");
        _meter.CreateObservableCounter("devicecluster.native.reads.paused", () => figures().ReadsPaused, description: "Sockets not read because a callback was slow");
        _meter.CreateObservableCounter("devicecluster.native.callbacks.slow", () => figures().SlowCallbacks, description: "Callbacks that took too long");
        _meter.CreateObservableCounter("devicecluster.native.answers.late", () => figures().LateAnswers, description: "Answers that came after their deadline");
        _meter.CreateObservableCounter("devicecluster.native.garbage", () => figures().Garbage, description: "Connections closed for garbage");
        _meter.CreateObservableCounter("devicecluster.native.resyncs", () => figures().Resyncs, description: "Holes between frames");
    }

    private static IEnumerable<Measurement<long>> Of(NativeLanes lanes, Func<LaneFigures, long> figure) =>
        lanes.Figures().Select(lane => new Measurement<long>(figure(lane), KeyValuePair.Create<string, object?>("lane", lane.Lane)));
}
