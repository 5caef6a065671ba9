using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Contracts.Fleet;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Client;

/// <summary>
/// The devices of the cluster, spoken to by their ids from any service. Every question has a deadline (where none is given, the one of the options) and
/// one answer; a refusal is an answer. While a device moves from node to node, or its node has died, the question is asked again until the deadline.
/// Only a caller who cancels gets an exception, an <see cref="OperationCanceledException"/>.
/// </summary>
public interface IDeviceClusterClient
{
    /// <summary>
    /// Orders a device to do something; it is done once, however often it must be sent. <see cref="RefusalCode.NoAnswer"/> says that it is not known
    /// whether it was done; to settle that, use the form with a key.
    /// </summary>
    Task<DeviceReply> TellAsync(DeviceCommand command, TimeSpan? deadline = null, CancellationToken cancellationToken = default);

    /// <summary>The same under a key of the caller's own: sent again within ten minutes it is not done again, and answered as the first time.</summary>
    Task<DeviceReply> TellAsync(DeviceOrder order, TimeSpan? deadline = null, CancellationToken cancellationToken = default);

    /// <summary>Asks a device something. <typeparamref name="T"/> is the answer that the query names.</summary>
    Task<Answer<T>> AskAsync<T>(DeviceQuery query, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
        where T : class;

    /// <summary>
    /// Asks or orders something of a device over its session. An order is sent again only after a refusal that says that it was not carried out; where
    /// no answer comes, it is <see cref="RefusalCode.NoAnswer"/>, and whether it was carried out is not known. A question is asked again.
    /// </summary>
    Task<Answer<T>> AskAsync<T>(SessionRequest<T> request, TimeSpan? deadline = null, CancellationToken cancellationToken = default)
        where T : class;

    /// <summary>All that is known of a device now.</summary>
    Task<Answer<DeviceReport>> ReportAsync(DeviceId device, TimeSpan? deadline = null, CancellationToken cancellationToken = default);

    /// <summary>Why a device is as it is: its story in the order of time, and what comes next.</summary>
    Task<Answer<WhyReport>> WhyAsync(DeviceId device, TimeSpan? deadline = null, CancellationToken cancellationToken = default);

    /// <summary>One page of the devices, by id, behind <paramref name="after"/>. Answered out of the tables of any node, also while devices move.</summary>
    Task<Answer<FleetReply.Page>> PageAsync(
        DeviceId? after = null, int limit = FleetQuery.List.MaxLimit, TimeSpan? deadline = null, CancellationToken cancellationToken = default);

    /// <summary>All devices, page after page; the deadline is for all of them together.</summary>
    Task<Answer<IReadOnlyList<FleetDevice>>> DevicesAsync(TimeSpan? deadline = null, CancellationToken cancellationToken = default);

    /// <summary>Starts a live view, or joins the one that runs. Its offer says where it can be read, for a short time.</summary>
    Task<LiveReply> OpenLiveAsync(
        DeviceId device, int channel, StreamKind stream = StreamKind.Main, TimeSpan? deadline = null, CancellationToken cancellationToken = default);

    /// <summary>Ends a live view for all its viewers. To stop watching, only dispose the stream: a view without viewers ends by itself.</summary>
    Task<LiveReply> CloseLiveAsync(
        DeviceId device, int channel, StreamKind stream = StreamKind.Main, TimeSpan? deadline = null, CancellationToken cancellationToken = default);

    /// <summary>The live views of a device that run now.</summary>
    Task<Answer<LiveList>> LiveViewsAsync(DeviceId device, TimeSpan? deadline = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Begins to read media where an offer says. The stream ends when the view does; dispose it to stop watching. A view that has moved is opened anew.
    /// </summary>
    Task<Answer<Stream>> OpenMediaAsync(MediaLink link, CancellationToken cancellationToken = default);

    /// <summary>
    /// The devices that answer on the networks of one node: of <paramref name="node"/> (host:port), or of any, which its answer names. While that node is
    /// silent, another is asked, as long as the deadline leaves time for a whole search. Without a deadline it has that of the options, or where that is
    /// too short for <paramref name="howLong"/>, ten seconds more than that.
    /// </summary>
    /// <param name="howLong">How long answers are awaited: 0.1 to 60 s. The answer comes when it is over.</param>
    /// <param name="local">The network of this address of the node only; null = all its networks.</param>
    /// <param name="binary">Older devices too, which do not tell whether they are initialised.</param>
    /// <param name="node">Which node; null = any.</param>
    /// <param name="deadline">Above <paramref name="howLong"/>; twice that, and some seconds, lets another node search when one has died.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deadline is no longer than the search.</exception>
    Task<Answer<DiscoveryReply.Found>> SearchAsync(
        TimeSpan howLong,
        string? local = null,
        bool binary = false,
        string? node = null,
        TimeSpan? deadline = null,
        CancellationToken cancellationToken = default);

    /// <summary>The same of 1 to 256 IPv4 addresses that are asked one by one, also where no broadcast comes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The deadline is no longer than the probe.</exception>
    Task<Answer<DiscoveryReply.Found>> ProbeAsync(
        ImmutableArray<string> addresses,
        TimeSpan howLong,
        string? local = null,
        bool binary = false,
        string? node = null,
        TimeSpan? deadline = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a device that has none its first account. It is sent once: <see cref="RefusalCode.NoAnswer"/> says that it is not known whether the device has
    /// it now, and a search tells. Name the node that found the device: another may stand in other networks.
    /// </summary>
    Task<Answer<DiscoveryReply.Initialised>> InitialiseAsync(
        string mac,
        string user,
        Secret password,
        string? phone = null,
        string? mail = null,
        string? local = null,
        string? node = null,
        TimeSpan? deadline = null,
        CancellationToken cancellationToken = default);
}
