using Akka.Actor;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>All relays of a node, one for each run of another node's live view that is watched here.</summary>
internal sealed class LiveRelays(NodeParts parts, FramePool pool) : UntypedActor
{
    private readonly Dictionary<LiveRunId, IActorRef> _relays = [];

    public static Props Props(NodeParts parts, FramePool pool) => Akka.Actor.Props.Create(() => new LiveRelays(parts, pool));

    // Viewers of a relay that fails open the view again.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LiveOrder.Join join:
                Join(join);
                break;
            case LiveOrder.Ending:
                Forget(Sender);
                Sender.Tell(new LiveTick.LetGo());
                break;
            case Terminated ended:
                Forget(ended.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Join(LiveOrder.Join order)
    {
        if (_relays.TryGetValue(order.Run, out var running))
        {
            running.Forward(order);
            return;
        }

        if (_relays.Count >= parts.Settings.Relay.Relays)
        {
            Sender.Tell(new LiveFinding.Absent(
                LiveAbsence.Busy, $"this node reads {_relays.Count} live views of other nodes already", "ask another node, or later"));
            return;
        }

        var relay = Context.ActorOf(LiveRelay.Props(parts, pool, order.Run));
        Context.Watch(relay);
        _relays[order.Run] = relay;
        relay.Forward(order);
    }

    private void Forget(IActorRef relay)
    {
        foreach (var run in _relays.Where(pair => pair.Value.Equals(relay)).Select(pair => pair.Key).ToArray())
            _relays.Remove(run);
    }
}
