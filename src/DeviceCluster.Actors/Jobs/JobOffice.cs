using Akka.Actor;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Actors.Jobs;

/// <summary>
/// Where all that concerns jobs comes to; one per cluster. It has a keeper while the journal can be used, begins another when one has ended, as after a
/// failed write, and answers when there is none.
/// </summary>
internal sealed class JobOffice(NodeParts parts) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Of a journal that cannot be read, not every second.
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(5);

    private IActorRef? _keeper;
    private bool _ready;
    private bool _unread;
    private bool _leaving;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeParts parts) => Akka.Actor.Props.Create(() => new JobOffice(parts));

    // A keeper that failed may have decided what is not written: the next begins with what is.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void PreStart() => Open();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case JobCommand or JobQuery when _ready:
                _keeper.Forward(message);
                break;
            case JobCommand or JobQuery when !parts.Health.IsOpen:
                Sender.Tell(JobRefusals.NoStorage(parts.Health.Reason));
                break;
            case JobCommand or JobQuery:
                Sender.Tell(_unread ? JobRefusals.Unread : JobRefusals.Moving);
                break;
            case JobMessage.Ready:
                (_ready, _unread) = (true, false);
                break;
            case JobMessage.Open:
                Open();
                break;
            case JobMessage.Leave:
                Leave();
                break;
            case Terminated:
                Ended();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Open()
    {
        if (_keeper is not null || _leaving)
            return;
        if (parts.Health.IsOpen)
            _keeper = Context.Watch(Context.ActorOf(JobKeeper.Props(parts)));
        else
            Timers.StartSingleTimer(nameof(Open), new JobMessage.Open(), Pause);
    }

    private void Ended()
    {
        var pause = _ready ? Pause : LongPause;
        (_keeper, _ready, _unread) = (null, false, !_ready);
        if (_leaving)
            Context.Stop(Self);
        else
            Timers.StartSingleTimer(nameof(Open), new JobMessage.Open(), pause);
    }

    private void Leave()
    {
        _leaving = true;
        if (_keeper is null)
            Context.Stop(Self);
        else
            _keeper.Tell(JobMessage.Leave.Instance);
    }
}
