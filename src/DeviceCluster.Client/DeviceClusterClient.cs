using System.Collections.Immutable;
using DeviceCluster.Client.Asking;
using DeviceCluster.Client.Live;
using DeviceCluster.Client.Telemetry;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Contracts.Fleet;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Mapping;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Client;

/// <summary>Speaks to devices as a member of the cluster; made by <see cref="DeviceClusterClientHosting.AddDeviceClusterClient"/>.</summary>
public sealed class DeviceClusterClient : IDeviceClusterClient
{
    // Who was sent to may be dead, and nobody says so: it is sent again long before the deadline.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A view waits for its first key frame.
    private static readonly TimeSpan LivePatience = TimeSpan.FromSeconds(12);

    // A question over a session waits for its turn at the device, and for the device; an order over it waits to its deadline, for it is sent once.
    private static readonly TimeSpan SessionPatience = TimeSpan.FromSeconds(20);

    // A search answers when its time is over; this much later it is not heard of any more.
    private static readonly TimeSpan SearchPatience = TimeSpan.FromSeconds(5);

    private readonly DeviceClusterClientOptions _options;
    private readonly ClusterRoad _road;
    private readonly AskLoop _loop;
    private readonly MediaReader _media;
    private readonly ClientMeter _meter;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    internal DeviceClusterClient(
        DeviceClusterClientOptions options, ClusterRoad road, InFlight inFlight, MediaReader media, ClientMeter meter, TimeProvider time, ILogger log)
    {
        (_options, _road, _media, _meter, _time, _log) = (options, road, media, meter, time, log);
        _loop = new AskLoop(inFlight, time);
    }

    public Task<DeviceReply> TellAsync(DeviceCommand command, TimeSpan? deadline = null, CancellationToken cancellationToken = default) =>
        TellAsync(new DeviceOrder(OrderKey.New(), command), deadline, cancellationToken);

    public async Task<DeviceReply> TellAsync(DeviceOrder order, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        // The sender's own bug must not look like a cluster that is silent.
        if (WireTypes.Find(order.Command.GetType()) is null || !OrderKey.IsValid(order.Key.Value))
            return Refused(new(RefusalCode.Invalid, $"{order.Command.GetType().Name} under the key '{order.Key}' is no order", Words.UseOurOrders));

        var signed = order.By is null ? order with { By = Origin() } : order;
        var reply = await AskAsync<DeviceReply>(signed, order.Command.GetType().Name, order.Device, Patience, deadline, cancellationToken).ConfigureAwait(false);
        return reply.Value ?? Refused(reply.Refusal!);
    }

    public Task<Answer<T>> AskAsync<T>(DeviceQuery query, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(query);
        return AskAsync<T>(query, query.GetType().Name, query.Device, Patience, deadline, cancellationToken);
    }

    public async Task<Answer<T>> AskAsync<T>(SessionRequest<T> request, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        object message = request.IsOrder ? new SessionOrder(request, Origin()) : request;
        var patience = request.IsOrder ? DeviceClusterClientOptions.LongestDeadline : SessionPatience;
        return WireTypes.FaultOf(message) is { } fault
            ? new(Words.Invalid(request, fault))
            : await AskAsync<T>(message, request.Words, request.Device, patience, deadline, cancellationToken, Resending.OfSession(request)).ConfigureAwait(false);
    }

    public Task<Answer<DeviceReport>> ReportAsync(DeviceId device, TimeSpan? deadline = null, CancellationToken cancellationToken = default) =>
        AskAsync<DeviceReport>(new DeviceQuery.GetReport(device), deadline, cancellationToken);

    public Task<Answer<WhyReport>> WhyAsync(DeviceId device, TimeSpan? deadline = null, CancellationToken cancellationToken = default) =>
        AskAsync<WhyReport>(new DeviceQuery.GetWhy(device), deadline, cancellationToken);

    public Task<Answer<FleetReply.Page>> PageAsync(
        DeviceId? after = null, int limit = FleetQuery.List.MaxLimit, TimeSpan? deadline = null, CancellationToken cancellationToken = default) =>
        AskAsync<FleetReply.Page>(new FleetQuery.List(after, limit), nameof(FleetQuery.List), device: null, Patience, deadline, cancellationToken);

    public async Task<Answer<IReadOnlyList<FleetDevice>>> DevicesAsync(TimeSpan? deadline = null, CancellationToken cancellationToken = default)
    {
        var limit = LimitOf(deadline);
        var began = _time.GetTimestamp();
        var all = new List<FleetDevice>();
        DeviceId? after = null;
        do
        {
            // At least a moment: the last page may come in when the deadline has all but passed.
            var left = limit - _time.GetElapsedTime(began);
            var page = await PageAsync(after, deadline: left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1), cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!page.IsGiven)
                return new(page.Refusal);
            all.AddRange(page.Value.Devices);
            after = page.Value.Next;
        }
        while (after is not null);

        return new(all);
    }

    public Task<LiveReply> OpenLiveAsync(
        DeviceId device, int channel, StreamKind stream = StreamKind.Main, TimeSpan? deadline = null, CancellationToken cancellationToken = default) =>
        LiveAsync(new LiveCommand.Open(device, channel, stream) { By = Origin() }, LivePatience, deadline, cancellationToken);

    public Task<LiveReply> CloseLiveAsync(
        DeviceId device, int channel, StreamKind stream = StreamKind.Main, TimeSpan? deadline = null, CancellationToken cancellationToken = default) =>
        LiveAsync(new LiveCommand.Close(device, channel, stream) { By = Origin() }, Patience, deadline, cancellationToken);

    public Task<Answer<LiveList>> LiveViewsAsync(DeviceId device, TimeSpan? deadline = null, CancellationToken cancellationToken = default) =>
        AskAsync<LiveList>(new LiveCommand.List(device), "ListLive", device, Patience, deadline, cancellationToken);

    public Task<Answer<Stream>> OpenMediaAsync(MediaLink link, CancellationToken cancellationToken = default) => _media.OpenAsync(link, cancellationToken);

    public Task<Answer<DiscoveryReply.Found>> SearchAsync(
        TimeSpan howLong,
        string? local = null,
        bool binary = false,
        string? node = null,
        TimeSpan? deadline = null,
        CancellationToken cancellationToken = default) =>
        FindAsync(new DiscoveryQuery.Search(howLong, local, binary), node, deadline, cancellationToken);

    public Task<Answer<DiscoveryReply.Found>> ProbeAsync(
        ImmutableArray<string> addresses,
        TimeSpan howLong,
        string? local = null,
        bool binary = false,
        string? node = null,
        TimeSpan? deadline = null,
        CancellationToken cancellationToken = default) =>
        FindAsync(new DiscoveryQuery.Probe(addresses, howLong, local, binary), node, deadline, cancellationToken);

    public async Task<Answer<DiscoveryReply.Initialised>> InitialiseAsync(
        string mac,
        string user,
        Secret password,
        string? phone = null,
        string? mail = null,
        string? local = null,
        string? node = null,
        TimeSpan? deadline = null,
        CancellationToken cancellationToken = default)
    {
        var order = new DiscoveryOrder.Initialise(mac, user, password, phone, mail, local, Origin());
        return Wrong(DiscoveryRules.Of(order), node) is { } wrong
            ? new(wrong)
            : await AskAsync<DiscoveryReply.Initialised>(
                order, nameof(DiscoveryOrder.Initialise), device: null, DeviceClusterClientOptions.LongestDeadline, deadline, cancellationToken,
                Resending.Once, node).ConfigureAwait(false);
    }

    private async Task<Answer<DiscoveryReply.Found>> FindAsync(DiscoveryQuery query, string? node, TimeSpan? deadline, CancellationToken stop)
    {
        if (Wrong(DiscoveryRules.Of(query), node) is { } wrong)
            return new(wrong);
        if (deadline <= query.HowLong)
            throw new ArgumentOutOfRangeException(nameof(deadline), deadline, $"the deadline of a search is above its own time, {query.HowLong}");

        var limit = deadline is null && _options.Deadline < query.HowLong + (2 * SearchPatience) ? query.HowLong + (2 * SearchPatience) : deadline;
        return await AskAsync<DiscoveryReply.Found>(
            query, query.GetType().Name, device: null, query.HowLong + SearchPatience, limit, stop, Resending.OfSearch(query.HowLong), node).ConfigureAwait(false);
    }

    private static Refusal? Wrong(DiscoveryReply.Refused? wrong, string? node) =>
        wrong is not null ? Refusal.Of(wrong)
        : node is not null && !DeviceClusterClientOptions.IsEndPoint(node) ? Words.NoNode(node)
        : null;

    private async Task<LiveReply> LiveAsync(LiveCommand command, TimeSpan patience, TimeSpan? deadline, CancellationToken stop)
    {
        var name = $"{command.GetType().Name}Live";
        var reply = await AskAsync<LiveReply>(command, name, command.Device, patience, deadline, stop).ConfigureAwait(false);
        return reply.Value ?? new LiveReply.Refused(reply.Refusal!.Code, reply.Refusal.Reason, reply.Refusal.Remedy, reply.Refusal.SdkError);
    }

    /// <summary>The one way of every question: in, sent until it is answered, logged, counted, and told apart by what came.</summary>
    private async Task<Answer<T>> AskAsync<T>(
        object question,
        string name,
        DeviceId? device,
        TimeSpan patience,
        TimeSpan? deadline,
        CancellationToken stop,
        Resending? resending = null,
        string? node = null)
        where T : class
    {
        var asked = new Question(
            name, device, question is DeviceOrder or SessionOrder or DiscoveryOrder, resending ?? Resending.Usual, LimitOf(deadline), _options);
        var began = _time.GetTimestamp();
        var outcome = await _loop.RunAsync(
            (left, end) => SendAsync(AsSent(question, left), node, left, end),
            patience,
            asked.Deadline,
            asked.Resending,
            stop).ConfigureAwait(false);

        var refusal = outcome is Outcome.Answered { Reply: T given }
            ? given as IRefusal
            : Words.Of(outcome, asked);
        Tell(outcome, name, device, refusal, _time.GetElapsedTime(began));
        return outcome is Outcome.Answered { Reply: T answer } ? new(answer) : new(Refusal.Of(refusal!));
    }

    private Task<Attempt> SendAsync(object message, string? node, TimeSpan patience, CancellationToken stop) => message switch
    {
        DiscoveryQuery or DiscoveryOrder => _road.ToDiscoveryAsync(node, message, patience, stop),
        FleetQuery => _road.ToFleetAsync(message, patience, stop),
        _ => _road.ToDeviceAsync(message, patience, stop),
    };

    // Each time it is sent anew, it has its time anew.
    private object AsSent(object question, TimeSpan patience) => question switch
    {
        SessionOrder order => order.Within(patience, _time),
        DiscoveryOrder order => order.Within(patience, _time),
        _ => question,
    };

    // A host name may be longer than what is written down of it.
    private Origin Origin()
    {
        var from = _road.From ?? _options.KnownAs;
        return new(_options.Who, from.Length <= Contracts.Devices.Origin.MaxLength ? from : from[..Contracts.Devices.Origin.MaxLength]);
    }

    private TimeSpan LimitOf(TimeSpan? deadline) => deadline switch
    {
        null => _options.Deadline,
        { } given when DeviceClusterClientOptions.IsDeadline(given) => given,
        { } given => throw new ArgumentOutOfRangeException(
            nameof(deadline), given, $"a deadline is above zero and at most {DeviceClusterClientOptions.LongestDeadline}"),
    };

    private void Tell(Outcome outcome, string name, DeviceId? device, IRefusal? refusal, TimeSpan took)
    {
        if (outcome is Outcome.TooMany many)
            ClientLog.TooMany(_log, name, device, many.Limit);
        else if (outcome is Outcome.Unknown or Outcome.NeverSent)
            ClientLog.NoAnswer(_log, name, device, outcome.Sent, took);
        else if (refusal is not null)
            ClientLog.Refused(_log, name, device, refusal.Code, refusal.Reason);

        var end = outcome is Outcome.Unknown or Outcome.NeverSent ? "no_answer" : refusal is null ? "answered" : "refused";
        _meter.CountAsked(end, outcome.Sent, took);
    }

    private static DeviceReply.Refused Refused(Refusal refusal) => new(refusal.Code, refusal.Reason, refusal.Remedy, refusal.SdkError);
}
