using Akka.Actor;
using Akka.Event;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;

namespace DeviceCluster.Actors.Ptz;

/// <summary>
/// Moves one camera over one login, with which it ends. It decides nothing itself: <see cref="CameraState"/> says who has the camera, what it is told and
/// what must be stopped when. Every order and question is answered.
/// </summary>
internal sealed class PtzActor : UntypedActor, IWithTimers
{
    private readonly NodeParts _parts;
    private readonly SessionEntry _session;
    private readonly int _channel;
    private readonly PtzLine _line;
    private readonly PtzQuestions _questions;
    private readonly Dictionary<long, (SessionCall Call, IActorRef Asker)> _tickets = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly DateTimeOffset _begun;
    private readonly long _begunAt;
    private CameraState _camera;
    private long _lastTicket;
    private CancellationTokenRegistration _ending;
    private bool _stopping;
    private bool _letGo;

    public PtzActor(NodeParts parts, SessionEntry session, int channel)
    {
        (_parts, _session, _channel) = (parts, session, channel);
        _line = new PtzLine(parts, session, channel);
        _questions = new PtzQuestions(parts, session.Device, channel, _line, Self);
        _camera = CameraState.New(parts.Settings.Ptz.Policy);
        (_begun, _begunAt) = (parts.Now, parts.Time.GetTimestamp());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A clock that is set does not lengthen a move.</summary>
    private DateTimeOffset Now => _begun + _parts.Time.GetElapsedTime(_begunAt);

    public static Props Props(NodeParts parts, SessionEntry session, int channel) =>
        Akka.Actor.Props.Create(() => new PtzActor(parts, session, channel));

    protected override void PreStart()
    {
        var self = Self;
        _ending = _session.Ending.Register(() => self.Tell(new PtzTick.SessionEnds()));
    }

    protected override void PostStop()
    {
        _ending.Dispose();

        // The entity failed, and its session stands: the next incarnation knows nothing of the move.
        if (_camera.IsMoving)
            _ = StopAsync(new PtzStep.Halt(_camera.Lens, All: true));
        var cut = SessionRefusals.Stopping(_session.Device);
        _questions.RefuseAll(cut);
        foreach (var (call, asker) in _tickets.Values)
            _parts.Answer(asker, call, call.Request.IsOrder ? SessionRefusals.HalfDone(cut.Reason) : cut);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SessionCall { Request: PtzOrder order } call:
                On(new CameraInput.Ordered(Ticket(call), order));
                break;
            case SessionCall { Request: PtzQuery.AwaitLeaseEnd watch } call:
                On(new CameraInput.Watched(Ticket(call), watch.Holder, watch.For));
                break;
            case SessionCall call:
                _questions.Take(call, Sender);
                break;
            case PtzTick.Heard heard:
                On(heard.Input);
                break;
            case PtzTick.CapabilitiesRead read:
                _questions.Read(read.Camera);
                On(new CameraInput.CapabilitiesRead(read.Camera));
                break;
            case PtzTick.CapabilitiesUntold untold:
                _questions.UnreadCapabilities(untold.Reason);
                On(new CameraInput.CapabilitiesUntold());
                break;
            case PtzTick.CapabilitiesUnread unread:
                _questions.UnreadCapabilities(unread.Reason);
                On(new CameraInput.CapabilitiesUnread(unread.Reason));
                break;
            case PtzTick.ViewRead read:
                _questions.Read(read.View, _camera.Lease(Now));
                break;
            case PtzTick.ViewUnread unread:
                _questions.UnreadView(unread.Reason);
                break;
            case PtzTick.SessionEnds:
                _questions.Close(SessionRefusals.Ended);
                On(new CameraInput.SessionEnds());
                // Answered behind all that the entity sent before, and it sends nothing for a login that ends.
                Context.Parent.Tell(new Identify(messageId: null));
                break;
            case SessionWork.Stop stop:
                _stopping = true;
                _questions.Close(stop.Refusal);
                On(new CameraInput.Leave());
                break;
            case ActorIdentity:
                _letGo = true;
                StopWhenDone();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private long Ticket(SessionCall call)
    {
        _tickets.Add(++_lastTicket, (call, Sender));
        return _lastTicket;
    }

    private void On(CameraInput input)
    {
        var before = _camera;
        (_camera, var effects) = _camera.On(input, Now);
        Count(before);
        foreach (var effect in effects)
            Carry(effect);

        if (_camera.Due is { } due)
            Timers.StartSingleTimer(nameof(CameraInput.Due), new PtzTick.Heard(new CameraInput.Due()), due > Now ? due - Now : TimeSpan.Zero);
        else
            Timers.Cancel(nameof(CameraInput.Due));
        StopWhenDone();
    }

    private void Count(CameraState before)
    {
        // One input begins one stop at most.
        if (_camera.Stops > before.Stops)
            _parts.Meter.Stopped(_camera.LastStop);
        if (_camera.TakeOvers > before.TakeOvers)
            _parts.Meter.TakenOver();
    }

    private void Carry(CameraEffect effect)
    {
        switch (effect)
        {
            case CameraEffect.ReadCapabilities:
                _questions.ReadCapabilities();
                break;
            case CameraEffect.Send send:
                SendAsync(send, CallOf(send)).PipeTo(Self);
                break;
            case CameraEffect.Done done:
                Answer(done.Ticket, new PtzDone(_session.Device, _channel, done.Lease));
                break;
            case CameraEffect.Refuse refused:
                Answer(refused.Ticket, refused.Reply);
                break;
            case CameraEffect.LeaseEnded ended:
                Answer(ended.Ticket, new PtzLeaseEnd(_session.Device, _channel, ended.TakenBy, ended.Reason));
                break;
            case CameraEffect.Note note:
                _log.Warning("Camera {Channel} of device {Device}: {Words}", _channel, _session.Device, note.Words);
                break;
            default:
                throw new InvalidOperationException($"{effect.GetType().Name} is an effect that nobody carries out");
        }
    }

    /// <summary>The order that is sent; null for a stop.</summary>
    private SessionCall? CallOf(CameraEffect.Send send) =>
        _camera.TicketOf(send.Call) is { } ticket && _tickets.TryGetValue(ticket, out var asked) ? asked.Call : null;

    private void Answer(long ticket, object reply)
    {
        if (_tickets.Remove(ticket, out var asked))
            _parts.Answer(asked.Asker, asked.Call, reply);
    }

    private async Task<PtzTick> SendAsync(CameraEffect.Send send, SessionCall? call)
    {
        try
        {
            var ended = await _line.TellAsync(send.Step, call);
            if (call is { Request: PtzOrder.Move or PtzOrder.Turn })
                _parts.Meter.Moved();
            return new PtzTick.Heard(new CameraInput.Done(send.Call, InPart: !ended));
        }
        catch (Exception e)
        {
            if (SessionRefusals.IsUnforeseen(e))
                _log.Error(e, "Camera {Channel} of device {Device} could not be told in an unforeseen way: {Step}", _channel, _session.Device, send.Step);
            var order = call?.Request as PtzOrder ?? new PtzOrder.StopMoving(_session.Device, _channel, new PtzHolder(""));
            var reply = CameraRefusals.Of(e, order, send.Step);
            return new PtzTick.Heard(new CameraInput.Failed(send.Call, reply, Sure: reply.Code != RefusalCode.NoAnswer));
        }
    }

    private async Task StopAsync(PtzStep.Halt halt)
    {
        try
        {
            await _line.TellAsync(halt);
        }
        catch (Exception e)
        {
            _log.Warning("Camera {Channel} of device {Device} could not be stopped when its actor ended: {Reason}", _channel, _session.Device, e.Message);
        }
    }

    private void StopWhenDone()
    {
        if (!_camera.IsClosed)
            return;
        if (_stopping)
            Context.Parent.Tell(SessionWork.Stopped.Instance);
        if (_letGo)
            Context.Stop(Self);
    }
}
