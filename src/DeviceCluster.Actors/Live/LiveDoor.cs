using Akka.Actor;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// The one door to live views, whichever node they run on: a view of this node is joined here, one of another node through a relay that is
/// started or shared.
/// </summary>
public sealed class LiveDoor
{
    /// <summary>Stands in each request of a relay, and in each answer of a node to one.</summary>
    public const string Hop = "X-DeviceCluster-Hop";

    /// <summary>Beyond what a relay takes for an answer; only for one that gives none.</summary>
    private static readonly TimeSpan Beyond = TimeSpan.FromSeconds(5);

    private readonly LiveHubs _hubs;
    private readonly Func<IActorRef> _relays;
    private readonly TimeSpan _patience;

    internal LiveDoor(NodeParts parts)
        : this(parts.Hubs, () => parts.IsEnding ? ActorRefs.Nobody : parts.LiveRelays, parts.Settings.Relay.Patience(parts.Settings.Live))
    {
    }

    /// <summary>Without relays only what runs on this node is found.</summary>
    internal LiveDoor(LiveHubs hubs, Func<IActorRef> relays, TimeSpan patience) =>
        (_hubs, _relays, _patience) = (hubs, relays, patience + Beyond);

    /// <summary>Waits until the view shows pictures here, or it is known why it does not. Whoever asks has shown a ticket.</summary>
    public async Task<LiveFinding> FindAsync(LiveRunId run, CancellationToken stop)
    {
        if (_hubs.Find(run) is { } here)
            return new LiveFinding.Found(here.Hub);

        var relays = _relays();
        if (relays.IsNobody())
        {
            return _hubs.IsOurs(run.Epoch)
                ? LiveFinding.Ended
                : new LiveFinding.Absent(LiveAbsence.Busy, "this node is starting or ending", "ask again in a moment, or another node");
        }

        try
        {
            return await relays.Ask<LiveFinding>(new LiveOrder.Join(run), _patience, stop);
        }
        catch (AskTimeoutException)
        {
            return new LiveFinding.Absent(
                LiveAbsence.Unreachable, $"the live view did not come within {_patience.TotalSeconds:0} s", "open the live view again");
        }
    }

    /// <summary>
    /// For another node's relay: what does not run here is not looked for any further. One hop leads to the owner; a second could lead in a
    /// circle.
    /// </summary>
    public LiveFinding Here(LiveRunId run)
    {
        if (_hubs.Find(run) is { } here)
            return new LiveFinding.Found(here.Hub);

        return _hubs.IsOurs(run.Epoch)
            ? LiveFinding.Ended
            : new LiveFinding.Absent(
                LiveAbsence.Elsewhere,
                "a node asked here for a live view that another node runs",
                "set DeviceCluster:Http:NodeUrl of each node to an address that leads to that node alone, not to a load balancer");
    }
}
