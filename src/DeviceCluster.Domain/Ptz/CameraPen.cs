using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>Writes the next state of a camera's steering and its effects, in order. Lives for one input.</summary>
internal sealed class CameraPen(CameraState state, DateTimeOffset now)
{
    private readonly ImmutableArray<CameraEffect>.Builder _effects = ImmutableArray.CreateBuilder<CameraEffect>();

    public CameraState State { get; set; } = state;

    public DateTimeOffset Now { get; } = now;

    public (CameraState, ImmutableArray<CameraEffect>) Finish() => (State, _effects.DrainToImmutable());

    public void Add(CameraEffect effect) => _effects.Add(effect);

    public void Done(CameraOrder order) => Add(new CameraEffect.Done(order.Ticket, State.Leases.At(Now)));

    public void Refuse(CameraOrder order, DeviceReply.Refused why) => Add(new CameraEffect.Refuse(order.Ticket, why));

    public long Send(PtzStep step)
    {
        State = State with { LastCall = State.LastCall + 1 };
        Add(new CameraEffect.Send(State.LastCall, step));
        return State.LastCall;
    }

    /// <summary>Takes orders that wait out of their queues and refuses them.</summary>
    public void RefuseWaiting(Func<CameraOrder, bool> which, DeviceReply.Refused why)
    {
        foreach (var order in State.Unjudged.Concat(State.Waiting).Where(which))
            Refuse(order, why);
        State = State with
        {
            Unjudged = State.Unjudged.RemoveAll(new Predicate<CameraOrder>(which)),
            Waiting = State.Waiting.RemoveAll(new Predicate<CameraOrder>(which)),
        };
    }

    /// <summary>Tells those that watch a lease that it is over.</summary>
    public void EndLease(string holder, PtzHolder? takenBy, string reason)
    {
        foreach (var watch in State.Watches.Where(watch => watch.Holder == holder))
            Add(new CameraEffect.LeaseEnded(watch.Ticket, takenBy, reason));
        State = State with { Watches = State.Watches.RemoveAll(watch => watch.Holder == holder) };
    }
}
