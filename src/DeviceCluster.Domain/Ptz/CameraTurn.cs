using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>The way of one input through the steering of a camera: who may have it, what is sent, what must stop.</summary>
internal sealed class CameraTurn(CameraState state, DateTimeOffset now)
{
    private readonly CameraPen _pen = new(state, now);

    private CameraState S => _pen.State;

    public (CameraState Next, ImmutableArray<CameraEffect> Effects) Take(CameraInput input)
    {
        // What is due goes before what comes, also when the timer is late.
        LookAtTime();
        switch (input)
        {
            case CameraInput.Ordered i:
                Order(new CameraOrder(i.Ticket, i.Order, _pen.Now));
                break;
            case CameraInput.Watched i:
                CameraLeases.Watch(_pen, i);
                break;
            case CameraInput.CapabilitiesRead i:
                Judge(i.Camera);
                break;
            case CameraInput.CapabilitiesUntold:
                Judge(camera: null);
                break;
            case CameraInput.CapabilitiesUnread i:
                _pen.State = S with { IsReading = false };
                RefuseAll(S.Unjudged, i.Reason);
                _pen.State = S with { Unjudged = [] };
                break;
            case CameraInput.Done i when i.Call == S.Call?.Number:
                _pen.Done(S.Call.Order);
                StopIfForgotten(S.Call);
                EndCall();
                break;
            case CameraInput.Failed i when i.Call == S.Call?.Number:
                Fail(S.Call, i.Reason, i.Sure);
                break;
            case CameraInput.Done i when i.Call == S.Halt?.Call:
                CameraHalting.Confirmed(_pen, i.InPart);
                break;
            case CameraInput.Failed i when i.Call == S.Halt?.Call:
                CameraHalting.Failed(_pen, i.Reason, i.Sure);
                break;
            case CameraInput.Leave:
                End(PtzRefusals.Moving);
                break;
            case CameraInput.SessionEnds:
                End(PtzRefusals.Over);
                break;
        }

        SendNext();
        return _pen.Finish();
    }

    /// <summary>The dead-man clock, leases that run out, stops to be sent again, and those that have watched long enough.</summary>
    private void LookAtTime()
    {
        CameraLeases.Expire(_pen);
        if (S.Halt is null && S.Motion is { } motion && motion.Until <= _pen.Now)
            CameraHalting.Stop(_pen, StopReason.DeadMan, "it was not ordered again in time");
        CameraHalting.Look(_pen);
        CameraLeases.ExpireWatches(_pen);
    }

    private void Order(CameraOrder order)
    {
        if ((S.End ?? PtzRules.Check(order.Order, S.Policy)) is { } refusal)
        {
            _pen.Refuse(order, refusal);
        }
        else if (order.Order is PtzOrder.StopMoving)
        {
            // Whatever would move the camera again belongs to what was stopped.
            _pen.RefuseWaiting(waiting => PtzRules.Moves(waiting.Order), PtzRefusals.Stopped(order.Order.By));
            CameraHalting.Stop(_pen, StopReason.Ordered, $"ordered by {order.Holder}", order);
        }
        else if (order.Order is PtzOrder.Release)
        {
            CameraLeases.Release(_pen, order);
        }
        else if (S.Unjudged.Length + S.Waiting.Length >= S.Policy.MostWaiting)
        {
            _pen.Refuse(order, PtzRefusals.TooMany(S.Policy.MostWaiting));
        }
        else if (S.Camera is not null || S.IsUntold)
        {
            Judge(order, S.Camera);
        }
        else
        {
            _pen.State = S with { Unjudged = S.Unjudged.Add(order), IsReading = true };
            if (!state.IsReading)
                _pen.Add(new CameraEffect.ReadCapabilities());
        }
    }

    private void Judge(PtzCapabilities? camera)
    {
        var unjudged = S.Unjudged;
        _pen.State = S with { Camera = camera, IsUntold = camera is null, IsReading = false, Unjudged = [] };
        foreach (var order in unjudged)
            Judge(order, camera);
    }

    private void Judge(CameraOrder order, PtzCapabilities? camera)
    {
        if (camera is not null && PtzAbilities.Check(order.Order, camera) is { } refusal)
        {
            _pen.Refuse(order, refusal);
            return;
        }

        var verdict = order.Order is PtzOrder.Take take
            ? S.Leases.Take(take.By, take.For, _pen.Now)
            : S.Leases.Use(order.Order.By, PtzRules.Time(order.Order) ?? TimeSpan.Zero, _pen.Now);
        _pen.State = S with { Leases = verdict.Book };
        switch (verdict)
        {
            case LeaseVerdict.Refused refused:
                _pen.Refuse(order, refused.Reply);
                break;
            case LeaseVerdict.Granted granted:
                if (granted.Lost is { } lost)
                    CameraLeases.TakeOver(_pen, lost.Holder.Name, order.Order.By);
                Admit(order);
                break;
        }
    }

    private void Admit(CameraOrder order)
    {
        if (order.Order is PtzOrder.Take)
        {
            _pen.Done(order);
            return;
        }

        // Ordered again in time, however long it waits for its turn.
        if (order.Until is { } until && S.Motion is { } motion && IsRenewal(order, motion))
            _pen.State = S with { Motion = motion with { Until = until } };
        _pen.State = S with { Waiting = S.Waiting.Add(order) };
    }

    private void Fail(CameraCall call, DeviceReply.Refused why, bool sure)
    {
        _pen.Refuse(call.Order, why);
        if (call.Order.Until is not null)
        {
            if (!sure)
                CameraHalting.Stop(_pen, StopReason.Unsure, "whether it was told to move is not known");
            else if (call.Before is null && S.Halt is null)
                _pen.State = S with { Motion = null };
        }

        EndCall();
    }

    /// <summary>An order to move that came back only after its stop had been given up.</summary>
    private void StopIfForgotten(CameraCall call)
    {
        if (call.Order.Until is not null && S is { Motion: null, Halt: null })
            CameraHalting.Stop(_pen, StopReason.Unsure, "it was told to move after its stop had failed");
    }

    private void EndCall()
    {
        _pen.State = S with { Call = null };
        CameraHalting.OrderReturned(_pen);
    }

    private void SendNext()
    {
        while (S is { Call: null, Halt: null, End: null, Waiting: [var order, ..] })
        {
            if (order.Until <= _pen.Now)
            {
                _pen.State = S with { Waiting = S.Waiting.RemoveAt(0) };
                _pen.Refuse(order, PtzRefusals.TooLate(PtzRules.Time(order.Order)!.Value));
            }
            else if (S.Motion is { } motion && PtzRules.Moves(order.Order) && !IsRenewal(order, motion))
            {
                CameraHalting.Stop(_pen, StopReason.Replaced, "another order takes its place");
            }
            else
            {
                Send(order);
            }
        }
    }

    private void Send(CameraOrder order)
    {
        var step = PtzPlan.Of(order.Order) ?? throw new InvalidOperationException($"{order.Order.GetType().Name} is not sent to a camera");
        var call = new CameraCall(_pen.Send(step), order, S.Motion);
        _pen.State = S with
        {
            Waiting = S.Waiting.RemoveAt(0),
            Call = call,
            Motion = order.Until is { } until ? new CameraMotion(order.Holder, (order.Order as PtzOrder.Turn)?.Lens, until) : S.Motion,
        };
    }

    // A move takes the place of the one before, a lens goes on; anything else is stopped first.
    private static bool IsRenewal(CameraOrder order, CameraMotion motion) =>
        motion.Holder == order.Holder
        && (order.Order is PtzOrder.Move ? motion.Lens is null : order.Order is PtzOrder.Turn turn && motion.Lens == turn.Lens);

    private void End(DeviceReply.Refused why)
    {
        // The worse news comes last: a hand-over whose session breaks off.
        _pen.State = S with { End = why, Leases = S.Leases.Ended() };
        _pen.RefuseWaiting(_ => true, why);
        foreach (var holder in S.Watches.Select(watch => watch.Holder).Distinct().ToArray())
            _pen.EndLease(holder, null, why.Reason);
        if (S.Motion is not null)
            CameraHalting.Stop(_pen, why.Code == RefusalCode.Moving ? StopReason.HandOver : StopReason.SessionEnd, why.Reason);
    }

    private void RefuseAll(ImmutableArray<CameraOrder> orders, DeviceReply.Refused why)
    {
        foreach (var order in orders)
            _pen.Refuse(order, why);
    }
}
