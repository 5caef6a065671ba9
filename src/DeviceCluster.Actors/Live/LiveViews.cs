using Akka.Actor;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// All live views of a node. They stand on the native login, not under the device entity: an entity that fails with the journal comes back and takes
/// its login over, and the pictures have not stopped meanwhile. A view ends with its login.
/// </summary>
internal sealed class LiveViews(NodeParts parts) : UntypedActor
{
    private readonly Dictionary<(DeviceId Device, int Channel, StreamKind Stream), (IActorRef View, long Attempt)> _views = [];

    public static Props Props(NodeParts parts) => Akka.Actor.Props.Create(() => new LiveViews(parts));

    // A view that fails is not restarted with its old source: whoever watches opens it again.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LiveOrder.Open open:
                Open(open);
                break;
            case LiveOrder.Close close:
                Close(close.Command);
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

    private void Open(LiveOrder.Open order)
    {
        var key = (order.Command.Device, order.Command.Channel, order.Command.Stream);
        if (_views.TryGetValue(key, out var running) && running.Attempt == order.Entry.Attempt)
        {
            running.View.Forward(order);
            return;
        }

        if (order.Entry.Ending.IsCancellationRequested)
        {
            parts.Answer(
                Sender,
                order.Command,
                new LiveReply.Refused(RefusalCode.Offline, "the session of the device ended", "look with 'device why' and open again"));
            return;
        }

        if (_views.Keys.Count(view => view.Device == order.Command.Device && view != key) >= parts.Settings.Live.ViewsPerDevice)
        {
            parts.Answer(Sender, order.Command, new LiveReply.Refused(
                RefusalCode.Busy,
                $"the device has {parts.Settings.Live.ViewsPerDevice} live views already",
                "close one, or raise Live:ViewsPerDevice"));
            return;
        }

        // A view of an earlier login ends by itself; the new one has its place from now on.
        var view = Context.ActorOf(LiveActor.Props(parts, order.Entry, key));
        Context.Watch(view);
        _views[key] = (view, order.Entry.Attempt);
        view.Forward(order);
    }

    private void Close(LiveCommand.Close command)
    {
        if (_views.TryGetValue((command.Device, command.Channel, command.Stream), out var running))
            running.View.Forward(command);
        else
            parts.Answer(Sender, command, new LiveReply.Closed(0));
    }

    private void Forget(IActorRef view)
    {
        foreach (var key in _views.Where(pair => pair.Value.View.Equals(view)).Select(pair => pair.Key).ToArray())
            _views.Remove(key);
    }
}
