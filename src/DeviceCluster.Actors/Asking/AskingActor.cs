using Akka.Actor;
using Akka.Event;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Asking;

/// <summary>
/// Carries out what a device is asked and ordered as a whole, one request after the other, over one login, with which it ends. Every request is
/// answered: also one that waited too long, and one that the end of the login finds waiting.
/// </summary>
internal sealed class AskingActor : UntypedActor
{
    private readonly NodeParts _parts;
    private readonly SessionEntry _session;
    private readonly Requests _requests;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<Waiting> _waiting = new();
    private Waiting? _running;
    private CancellationTokenRegistration _ending;
    private DeviceReply.Refused? _closed;
    private bool _stopping;
    private bool _letGo;

    public AskingActor(NodeParts parts, SessionEntry session)
    {
        (_parts, _session) = (parts, session);
        _requests = new Requests(parts, Context.Parent);
    }

    public static Props Props(NodeParts parts, SessionEntry session) => Akka.Actor.Props.Create(() => new AskingActor(parts, session));

    protected override void PreStart()
    {
        var self = Self;
        _ending = _session.Ending.Register(() => self.Tell(new AskingTick.SessionEnds()));
    }

    protected override void PostStop()
    {
        _ending.Dispose();
        RefuseWaiting(SessionRefusals.Stopping(_session.Device));
        if (_running is { } running)
        {
            var cut = SessionRefusals.Stopping(_session.Device);
            _parts.Answer(running.Asker, running.Call, running.Call.Request.IsOrder ? SessionRefusals.HalfDone(cut.Reason) : cut);
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SessionCall call:
                Take(new Waiting(call, Sender, _parts.Time.GetTimestamp()));
                break;
            case AskingTick.Answered answered:
                Finish(answered.Reply);
                break;
            case AskingTick.SessionEnds:
                Close(SessionRefusals.Ended);
                // Answered behind all that the entity sent before, and it sends nothing for a login that ends.
                Context.Parent.Tell(new Identify(messageId: null));
                break;
            case SessionWork.Stop stop:
                _stopping = true;
                Close(stop.Refusal);
                TellStopped();
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

    private void Take(Waiting request)
    {
        if (_closed is { } closed)
            _parts.Answer(request.Asker, request.Call, closed);
        else if (_waiting.Count >= _parts.Settings.Asking.Waiting)
            _parts.Answer(request.Asker, request.Call, SessionRefusals.Busy(_waiting.Count));
        else
            _waiting.Enqueue(request);
        Next();
    }

    private void Next()
    {
        while (_running is null && _waiting.TryDequeue(out var next))
        {
            if (_parts.Time.GetElapsedTime(next.Since) < _parts.Settings.Asking.Patience)
            {
                _running = next;
                CarryAsync(next.Call).PipeTo(Self);
            }
            else
            {
                _parts.Counters.CountImpatient();
                _parts.Answer(next.Asker, next.Call, SessionRefusals.Impatient(_parts.Settings.Asking.Patience));
            }
        }
    }

    private async Task<AskingTick> CarryAsync(SessionCall call)
    {
        var caller = new SessionCaller(_parts, call.Entry, _parts.Settings.Asking.Limit, call);
        try
        {
            return new AskingTick.Answered(await _requests.CarryAsync(call.Request, caller));
        }
        catch (Exception e)
        {
            if (SessionRefusals.IsUnforeseen(e))
                _log.Error(e, "What device {Device} was asked failed in an unforeseen way: {Request}", call.Entry.Device, call.Request.Words);
            return new AskingTick.Answered(SessionRefusals.Of(e, call.Request, caller.MayHaveChanged));
        }
    }

    private void Finish(object reply)
    {
        if (_running is not { } done)
            return;
        _running = null;
        _parts.Answer(done.Asker, done.Call, reply);
        TellStopped();
        StopWhenDone();
        Next();
    }

    /// <summary>Nothing is begun any more. What is under way goes on to its end, which comes soon: the login's.</summary>
    private void Close(DeviceReply.Refused refusal)
    {
        _closed = refusal;
        RefuseWaiting(refusal);
    }

    private void TellStopped()
    {
        if (_stopping && _running is null)
            Context.Parent.Tell(SessionWork.Stopped.Instance);
    }

    private void StopWhenDone()
    {
        if (_letGo && _running is null)
            Context.Stop(Self);
    }

    private void RefuseWaiting(DeviceReply.Refused refusal)
    {
        while (_waiting.TryDequeue(out var waiting))
            _parts.Answer(waiting.Asker, waiting.Call, refusal);
    }

    /// <summary>A request, who is answered, and since when it is here.</summary>
    private sealed record Waiting(SessionCall Call, IActorRef Asker, long Since);
}
