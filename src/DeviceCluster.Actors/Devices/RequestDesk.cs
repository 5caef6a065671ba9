using Akka.Actor;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Where all that needs a device's session comes to: it is refused here and at once, or passed on to who carries it out. Those are the live views of
/// the node, and children of the entity, which belong to one login and are made when they are first needed.
/// </summary>
internal sealed class RequestDesk(DeviceId device, NodeParts parts, DeviceSession session, IUntypedActorContext entity)
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    private readonly string _shard = DeviceSharding.ShardOf(device);
    private readonly HashSet<IActorRef> _stopping = [];
    private Action? _ended;
    private bool _leaving;
    private bool _hasLeft;

    /// <param name="message">A <see cref="LiveCommand"/>, a <see cref="SessionRequest"/> or a <see cref="SessionOrder"/>.</param>
    /// <param name="state">What is remembered of the device.</param>
    /// <param name="asker">Answered exactly once.</param>
    public void Take(object message, DeviceState state, IActorRef asker)
    {
        switch (message)
        {
            case LiveCommand command:
                Take(command, state, asker);
                break;
            case SessionRequest request:
                Take(request, by: null, begin: null, state, asker);
                break;
            case SessionOrder order:
                Take(order.Request, order.By, order.BeginBefore, state, asker);
                break;
        }
    }

    /// <summary>What a child says of its work.</summary>
    public void Hear(SessionWork work, IActorRef child)
    {
        if (work is SessionWork.LossExpected expected)
            session.Expect(expected);
        else if (work is SessionWork.Stopped && _stopping.Remove(child) && _stopping.Count == 0)
            Proceed();
    }

    private void Take(LiveCommand command, DeviceState state, IActorRef asker)
    {
        if (command is LiveCommand.List)
            asker.Tell(new LiveList(device, parts.Hubs.Views(device)));
        else if (Refusals.OfLive(command, state, session, _leaving) is { } refusal)
            Refuse(command, refusal, asker);
        else if (command is LiveCommand.Find find)
            asker.Tell(parts.Hubs.Find(LiveRunId.Of(find)) is { } run ? LiveOffer.Of(run).ToNode(parts) : Refusals.Ended);
        else if (command is LiveCommand.Close close)
            parts.LiveViews.Tell(new LiveOrder.Close(close), asker);
        else if (!parts.Fence.Holds(_shard))
            Refuse(command, Refusals.LiveNotHeld(device), asker);
        else if (command is LiveCommand.Open open && session.Entry is { } entry)
            parts.LiveViews.Tell(new LiveOrder.Open(entry, open), asker);
        else
            Refuse(command, Refusals.Offline(session.Status), asker);
    }

    private void Refuse(LiveCommand command, LiveReply.Refused refusal, IActorRef asker)
    {
        if (command is LiveCommand.Open open)
            parts.Answer(asker, open, refusal);
        else if (command is LiveCommand.Close close)
            parts.Answer(asker, close, refusal);
        else
            asker.Tell(refusal);
    }

    private void Take(SessionRequest request, Origin? by, Deadline? begin, DeviceState state, IActorRef asker)
    {
        if (begin is { HasPassed: true })
            parts.Answer(asker, request, by, SessionRefusals.TooLate(request));
        else if (Refusals.OfSession(request, by, state, session, _leaving) is { } refusal)
            parts.Answer(asker, request, by, refusal);
        else if (!parts.Fence.Holds(_shard))
            parts.Answer(asker, request, by, SessionRefusals.NotHeld(device));
        else if (session.Entry is not { Ending.IsCancellationRequested: false } entry)
            parts.Answer(asker, request, by, SessionRefusals.Ended);
        else if (SessionChildren.Of(request) is not { } child)
            parts.Answer(asker, request, by, SessionRefusals.NotSupported(request));
        else
            Child(child, entry).Tell(new SessionCall(entry, request, by, begin, parts.Time.GetTimestamp()), asker);
    }

    /// <summary>The entity leaves: nothing is let through any more. <paramref name="left"/> is called as <see cref="EndWork"/> says.</summary>
    public void Leave(ITimerScheduler timers, Action left)
    {
        _leaving = true;
        EndWork(timers, left);
    }

    /// <summary>
    /// The login is about to end: who works on it is told to end that while it stands. <paramref name="ended"/> is called when they have, or by
    /// <see cref="Proceed"/>; at once when there is none.
    /// </summary>
    public void EndWork(ITimerScheduler timers, Action ended)
    {
        if (_hasLeft)
        {
            ended();
            return;
        }

        _ended += ended;
        _stopping.UnionWith(entity.GetChildren());
        var stop = new SessionWork.Stop(_leaving ? SessionRefusals.Stopping(device) : SessionRefusals.Ended);
        foreach (var child in _stopping)
            child.Tell(stop);
        if (_stopping.Count == 0)
            Proceed();
        else
            timers.StartSingleTimer(nameof(DeviceTick.StopPatience), new DeviceTick.StopPatience(), StopLimit);
    }

    /// <summary>Who has not by now is not waited for.</summary>
    public void Proceed()
    {
        _stopping.Clear();
        _hasLeft = _leaving;
        var ended = _ended;
        _ended = null;
        ended?.Invoke();
    }

    private IActorRef Child(SessionChild child, SessionEntry entry)
    {
        var name = child.NameFor(entry);
        return entity.Child(name) is var running && !running.IsNobody() ? running : entity.ActorOf(child.Make(parts, entry), name);
    }
}
