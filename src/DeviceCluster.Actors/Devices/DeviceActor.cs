using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;
using Akka.Persistence;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Owns one device in the cluster. It decides nothing itself: <see cref="DeviceMemory"/> decides and journals what orders change,
/// <see cref="DeviceSession"/> drives the login there. It is never deaf: writes are asynchronous, and native calls run on lanes.
/// </summary>
internal sealed class DeviceActor : UntypedPersistentActor, IWithTimers
{
    private const int EventsPerSnapshot = 50;
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(4);

    private readonly DeviceId _id;
    private readonly string _shard;
    private readonly NodeParts _parts;
    private readonly WhyTimeline _why = new();
    private readonly DeviceMemory _memory;
    private readonly RecoveryDoor _door;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private DeviceSession? _session;
    private RequestDesk? _desk;
    private bool _leaving;
    private bool _passivating;

    public DeviceActor(string entityId, NodeParts parts)
    {
        _id = new DeviceId(entityId);
        _shard = DeviceSharding.ShardOf(_id);
        _parts = parts;
        _door = new RecoveryDoor(parts);
        _memory = new DeviceMemory(_id, parts, _why, Persist) { Written = AfterWrite };
        PersistenceId = DeviceSharding.PersistenceIdPrefix + entityId;
    }

    public override string PersistenceId { get; }

    public ITimerScheduler Timers { get; set; } = null!;

    private DeviceSession Session => _session ?? throw new InvalidOperationException("the session begins when recovery is complete");

    private RequestDesk Desk => _desk ?? throw new InvalidOperationException("the desk opens when recovery is complete");

    public static Props Props(string entityId, NodeParts parts) => Akka.Actor.Props.Create(() => new DeviceActor(entityId, parts));

    protected override bool AroundReceive(Receive receive, object message) =>
        (_session is null && _door.Refuses(message, Sender)) || base.AroundReceive(receive, message);

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer { Snapshot: DeviceSnapshot snapshot }:
                _memory.Restore(snapshot);
                break;
            case DeviceEvent happened:
                _memory.Apply(happened);
                break;
            case RecoveryCompleted:
                _door.Open();
                _session = new DeviceSession(_id, _parts, Self, Timers, _why, JournalForSession, ended => Desk.EndWork(Timers, ended));
                _desk = new RequestDesk(_id, _parts, _session, Context);
                _parts.Keeper.Tell(new KeeperMessage.Recovered(_id));
                _session.Start(_memory.State);
                break;
        }
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case DeviceCommand command:
                Order(command, by: null, answer => _memory.Order(command, answer));
                break;
            case DeviceOrder order:
                Order(order.Command, order.By, answer => _memory.Order(order, answer));
                break;
            case DeviceQuery.GetReport:
                Sender.Tell(DeviceReports.Of(_memory.State, Session, _parts));
                break;
            case DeviceQuery.FindPicture find:
                Sender.Tell(_parts.FindPicture(find));
                break;
            case DeviceQuery.GetWhy:
                Sender.Tell(new WhyReport(_id, Session.Status, _parts.NodeName, _shard, _why.Entries));
                break;
            case LiveCommand or SessionRequest or SessionOrder:
                Desk.Take(message, _memory.State, Sender);
                break;
            case SessionWork work:
                Desk.Hear(work, Sender);
                break;
            case DeviceSignal.Wake when !_memory.State.IsEnrolled:
                Sender.Tell(new DeviceSignal.NotEnrolled(_id));
                break;
            case DeviceSignal.Wake:
                break;
            case SessionNews news:
                Session.On(news);
                break;
            case DeviceTick tick:
                Handle(tick);
                break;
            case StopDevice:
                Leave();
                break;
            case SaveSnapshotSuccess saved:
                // The one before it is kept too.
                DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - EventsPerSnapshot - 1));
                break;
            case SaveSnapshotFailure failed:
                _log.Warning(failed.Cause, "Snapshot of device {Device} failed", _id);
                break;
            case DeleteSnapshotsFailure failed:
                _log.Warning(failed.Cause, "Old snapshots of device {Device} were not deleted", _id);
                break;
            case DeleteSnapshotsSuccess:
                break;
            default:
                Unhandled(message);
                break;
        }

        StopWhenDone();
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        // Akka stops the entity after this. An event that cannot be read is this device's own trouble; else nobody can recover now.
        if (message is null && reason is not SerializationException)
            _parts.Health.Failed(reason);
        _door.RefuseAll(reason.Message);
        base.OnRecoveryFailure(reason, message);
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        // Akka stops the entity after this. What it held is kept by the session table, and its next incarnation takes it over.
        _parts.Health.Failed(cause);
        _memory.Refuse(RefusalCode.StorageUnavailable, $"the journal could not be written: {cause.Message}");
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        _memory.Refuse(RefusalCode.StorageUnavailable, $"the journal rejected the event: {cause.Message}");
    }

    protected override void PreStart()
    {
        _parts.Fence.Enter(_shard);
        base.PreStart();
    }

    protected override void PostStop()
    {
        _memory.Refuse(RefusalCode.Moving, "the device entity is stopping");
        if (_leaving)
        {
            _parts.Table.Forget(_id);
            _parts.Clocks.Forget(_id);
            _parts.Storage.Left(_id);
            WakeElsewhere();
        }
        else
        {
            _session?.Abandon();
            _parts.Keeper.Tell(new KeeperMessage.Orphaned(_id));
        }

        _parts.Fence.Leave(_shard);
        base.PostStop();
    }

    private void Persist(ImmutableArray<DeviceEvent> events, Action<DeviceEvent> done) => PersistAllAsync(
        events,
        happened =>
        {
            done(happened);
            StopWhenDone();
        });

    /// <summary>Handed over and not made room for: its next home does not know of it yet, and nobody may ask for it for long.</summary>
    private void WakeElsewhere()
    {
        if (!_passivating && !_parts.IsEnding && _memory.State.IsEnrolled)
            _parts.Region.Tell(new DeviceSignal.Wake(_id), _parts.Keeper);
    }

    private void Order(DeviceCommand command, Origin? by, Action<Action<DeviceReply>> order)
    {
        var sender = Sender;
        if (_leaving)
            sender.Tell(Refusals.Moving(_id));
        else
            order(reply => _parts.Answer(sender, command, by, reply));
        WatchPatience();
    }

    private void JournalForSession(DeviceEvent happened)
    {
        _memory.Journal(happened, () => Session.On(new SessionInput.JournalFailed()));
        WatchPatience();
    }

    private void AfterWrite(ImmutableArray<DeviceEvent> events)
    {
        if (LastSequenceNr / EventsPerSnapshot > (LastSequenceNr - events.Length) / EventsPerSnapshot)
            SaveSnapshot(_memory.State.ToSnapshot());
        Session.Want(_memory.State);
        foreach (var tried in events.OfType<DeviceEvent.CredentialTried>())
            Session.On(new SessionInput.TriedJournaled(tried.CredentialVersion));
    }

    private void WatchPatience()
    {
        if (_memory.IsWaitedFor)
            Timers.StartSingleTimer(nameof(DeviceTick.JournalPatience), new DeviceTick.JournalPatience(), JournalTurns.Patience);
    }

    private void Handle(DeviceTick tick)
    {
        switch (tick)
        {
            case DeviceTick.SessionTimer timer:
                Session.On(new SessionInput.TimerFired(timer.Timer));
                break;
            case DeviceTick.LoginTurn turn:
                Session.Look(turn);
                break;
            case DeviceTick.BeginAgain:
                Session.BeginAgain();
                break;
            case DeviceTick.MuteCheck:
                Session.CheckMute();
                break;
            case DeviceTick.MuteAnswer answer:
                Session.Answer(answer);
                break;
            case DeviceTick.JournalPatience:
                _memory.Expire();
                WatchPatience();
                break;
            case DeviceTick.ClockLook:
                Desk.Take(new ClockQuery.Read(_id), _memory.State, ActorRefs.Nobody);
                break;
            case DeviceTick.StopPatience:
                Desk.Proceed();
                break;
            case DeviceTick.LeavePatience:
                _log.Warning("Device {Device} stops before its logout is over; the session table sees to the rest", _id);
                Context.Stop(Self);
                break;
        }
    }

    private void Leave()
    {
        if (_leaving)
            return;
        _leaving = true;
        Desk.Leave(Timers, () => Session.Leave("the device is handed over, or its node ends"));
        // What it says from now on would only overwrite what its next node says.
        _parts.Storage.Left(_id);
        Timers.StartSingleTimer(nameof(DeviceTick.LeavePatience), new DeviceTick.LeavePatience(), LeaveLimit);
    }

    /// <summary>An entity that has left stops; one that is not enrolled makes room, without losing a message that is on its way.</summary>
    private void StopWhenDone()
    {
        if (_memory.IsWriting || _session is null)
            return;

        if (_leaving && _session.IsClosed)
        {
            Context.Stop(Self);
        }
        else if (!_leaving && !_passivating && !_memory.State.IsEnrolled && _session.IsIdle)
        {
            _passivating = true;
            Context.Parent.Tell(new Passivate(StopDevice.Instance));
        }
    }
}
