using System.Collections.Concurrent;
using Akka.Actor;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Tests.Jobs;

/// <summary>Stands before the shard region of a node: what goes to devices passes, waits here, or passes while its answers are lost.</summary>
internal sealed class RegionDoor : UntypedActor
{
    private readonly IActorRef _region;
    private readonly ConcurrentQueue<IForDevice> _sent;
    private readonly List<(IForDevice Message, IActorRef Sender)> _held = [];
    private Mode _mode;

    public RegionDoor(IActorRef region, Mode mode, ConcurrentQueue<IForDevice> sent) => (_region, _mode, _sent) = (region, mode, sent);

    public enum Mode
    {
        Pass,
        Hold,
        LoseAnswers,
        AnswerDone,
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Mode mode:
                _mode = mode;
                foreach (var (held, sender) in _held)
                    Pass(held, sender);
                _held.Clear();
                break;
            case DeviceOrder or SessionOrder:
                _sent.Enqueue((IForDevice)message);
                Pass((IForDevice)message, Sender);
                break;
            case IForDevice other:
                _region.Forward(other);
                break;
        }
    }

    private void Pass(IForDevice message, IActorRef sender)
    {
        switch (_mode)
        {
            case Mode.Pass:
                _region.Tell(message, sender);
                break;
            case Mode.Hold:
                _held.Add((message, sender));
                break;
            case Mode.LoseAnswers:
                _region.Tell(message, ActorRefs.Nobody);
                break;
            case Mode.AnswerDone:
                sender.Tell(new DeviceReply.Done());
                break;
        }
    }
}
