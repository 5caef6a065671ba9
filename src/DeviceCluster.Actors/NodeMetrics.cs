using System.Diagnostics.Metrics;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Sessions;

namespace DeviceCluster.Actors;

/// <summary>The figures of sessions, fence, live views and storage as metrics. No device id is in a label: their number has no bound.</summary>
internal sealed class NodeMetrics : IDisposable
{
    public const string MeterName = "DeviceCluster";

    private readonly Meter _meter = new(MeterName);

    public NodeMetrics(NodeParts parts)
    {
        _meter.CreateObservableGauge(
            "devicecluster.session.logins", () => Open(parts.Table.Figures()), description: "Native logins now, by stage");
        Counter("devicecluster.session.accepted", "Logins that devices accepted", () => parts.Table.Figures().Accepted);
        Counter("devicecluster.session.failed", "Logins that failed", () => parts.Table.Figures().Failed);
        Counter("devicecluster.session.overdue", "Logins whose call did not return in time", () => parts.Table.Figures().Overdue);
        Counter("devicecluster.session.taken_over", "Logins taken over by the next incarnation", () => parts.Table.Figures().TakenOver);
        Counter("devicecluster.session.lost", "Sessions whose connection was lost", () => parts.Table.Figures().Lost);
        Counter("devicecluster.session.losses_unknown", "Losses of logins that are not in the table", () => parts.Table.Figures().LossesUnknown);
        Counter("devicecluster.session.leaked", "Logins that lost their owner", () => parts.Table.Figures().Leaked);
        Counter("devicecluster.session.stale_news", "News of logins for an incarnation that is gone", () => parts.Counters.Stale);
        Counter("devicecluster.live.reopened", "Live sources that fell silent and were opened anew", () => parts.Counters.Reopened);
        _meter.CreateObservableCounter(
            "devicecluster.request.answers", () => Answers(parts.Counters), description: "Requests over sessions that were answered, by kind and end");
        Counter("devicecluster.request.impatient", "Requests over sessions that waited too long for their turn", () => parts.Counters.Impatient);
        AddRelays(parts.Relays);
        Counter("devicecluster.storage.journal_failures", "Writes to the journal that failed", () => parts.Health.Failures);
        Counter("devicecluster.storage.statuses_dropped", "Device states that found no room", () => parts.Storage.Dropped);
        Counter("devicecluster.storage.batches_returned", "Batches of device states not written at once", () => parts.Storage.Returns);
        _meter.CreateObservableGauge(
            "devicecluster.storage.statuses_waiting", () => parts.Storage.Waiting, description: "Device states that wait to be written");
        AddOrders(parts);
        AddFence(parts);
        _meter.CreateObservableCounter("devicecluster.session.logouts", () => Logouts(parts.Table.Figures()), description: "Logouts, by how they ended");
    }

    public void Dispose() => _meter.Dispose();

    private void Counter(string name, string description, Func<long> value) => _meter.CreateObservableCounter(name, value, description: description);

    private void AddRelays(RelayCounters relays)
    {
        _meter.CreateObservableGauge("devicecluster.relay.open", () => relays.Open, description: "Live views of other nodes that are read now");
        _meter.CreateObservableCounter("devicecluster.relay.bytes", () => relays.Bytes, "By", "Bytes read from other nodes");
        Counter("devicecluster.relay.frames", "Frames read from other nodes", () => relays.Frames);
        Counter("devicecluster.relay.frames_dropped", "Frames of other nodes that found no room", () => relays.Dropped);
        _meter.CreateObservableCounter("devicecluster.relay.garbage", () => relays.Garbage, "By", "Bytes from other nodes that were no frames");
        _meter.CreateObservableCounter(
            "devicecluster.relay.ends",
            () => Enum.GetValues<RelayEndKind>().Select(kind => new Measurement<long>(relays.Ends(kind), Label("end", $"{kind}"))),
            description: "Relays that ended, by how");
    }

    private void AddOrders(NodeParts parts)
    {
        var audit = parts.Storage.Audit;
        Counter("devicecluster.audit.written", "Orders written down in the table", () => audit.Written);
        Counter("devicecluster.audit.dropped", "Orders that found no room while the table was away", () => audit.Dropped);
        _meter.CreateObservableGauge("devicecluster.audit.waiting", () => audit.Count, description: "Orders that wait to be written down");
        _meter.CreateObservableGauge("devicecluster.job.open", () => parts.Jobs.Open, description: "Jobs that have not ended; told by the node that keeps them");
        _meter.CreateObservableGauge(
            "devicecluster.job.under_way", () => parts.Jobs.UnderWay, description: "Orders of jobs without an answer yet; told by the node that keeps them");
    }

    // Of a node that shares its devices with nobody there are none.
    private void AddFence(NodeParts parts)
    {
        if (!parts.Fence.Figures().On)
            return;
        _meter.CreateObservableGauge("devicecluster.fence.rows", () => Rows(parts.Fence.Figures()), description: "Shards whose row is held, or waited for");
        _meter.CreateObservableGauge(
            "devicecluster.fence.beat.age", () => Age(parts.Fence.Figures()), "s", "Since the oldest beat of a row that is held was sent");
        _meter.CreateObservableGauge(
            "devicecluster.fence.voices", () => parts.Fence.Figures().Voices, description: "Members that vouch for this node, itself included");
        _meter.CreateObservableGauge(
            "devicecluster.fence.hung", () => parts.Fence.Figures().Hung, description: "Native calls that should have ended a login and do not return");
        Counter("devicecluster.fence.taken", "Rows taken", () => parts.Fence.Figures().Taken);
        Counter("devicecluster.fence.freed", "Rows given back", () => parts.Fence.Figures().Freed);
        Counter("devicecluster.fence.lost", "Rows that a beat found with another owner", () => parts.Fence.Figures().Lost);
        Counter("devicecluster.fence.closed", "Shards whose sessions were ended because the row was held no more", () => parts.Fence.Figures().Closed);
        Counter("devicecluster.fence.trips", "Trips of the watchdog", () => parts.Fence.Figures().Trips);
    }

    private static Measurement<int>[] Rows(FenceFigures figures) =>
        [new(figures.Held, Label("state", "held")), new(figures.Waiting, Label("state", "waiting"))];

    private static Measurement<double>[] Age(FenceFigures figures) => figures.BeatAge is { } age ? [new(age.TotalSeconds)] : [];

    private static Measurement<int>[] Open(SessionFigures figures) =>
    [
        new(figures.Calling, Label("stage", "calling")),
        new(figures.Live - figures.Unclaimed, Label("stage", "live")),
        new(figures.Unclaimed, Label("stage", "unclaimed")),
        new(figures.Leaving, Label("stage", "leaving")),
    ];

    private static Measurement<long>[] Answers(Counters counters) =>
    [
        new(counters.Requests(orders: false, refused: false), Label("kind", "question"), Label("end", "answered")),
        new(counters.Requests(orders: false, refused: true), Label("kind", "question"), Label("end", "refused")),
        new(counters.Requests(orders: true, refused: false), Label("kind", "order"), Label("end", "answered")),
        new(counters.Requests(orders: true, refused: true), Label("kind", "order"), Label("end", "refused")),
    ];

    private static Measurement<long>[] Logouts(SessionFigures figures) =>
    [
        new(figures.LoggedOut, Label("end", "logged_out")),
        new(figures.Aborted, Label("end", "aborted")),
        new(figures.LogoutsFailed, Label("end", "failed")),
    ];

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
