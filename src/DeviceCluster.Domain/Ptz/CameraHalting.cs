using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Ptz;

/// <summary>
/// Stops a camera, for certain: a stop overtakes what waits, one that crossed an order under way is sent again after that, and one that was not
/// confirmed is sent again some times.
/// </summary>
internal static class CameraHalting
{
    /// <summary>Somebody, or the clock, wants it to stand.</summary>
    public static void Stop(CameraPen pen, StopReason reason, string why, CameraOrder? asker = null)
    {
        if (pen.State.Halt is null)
            pen.State = pen.State with { Stops = pen.State.Stops + 1, LastStop = reason };
        var halt = pen.State.Halt ?? new CameraHalt(why)
        {
            Lens = pen.State.Motion?.Lens,
            IsOfKnown = pen.State.Motion is not null || pen.State.Call?.Order.Until is not null,
        };
        if (asker is not null)
            halt = halt with { Askers = halt.Askers.Add(asker) };
        var waitsForOrder = pen.State.Halt is not null && halt is { Call: null, Again: null };
        pen.State = pen.State with { Halt = halt };
        if (halt.Call is null && !waitsForOrder)
            Send(pen);
    }

    /// <summary>The order that was under way has returned.</summary>
    public static void OrderReturned(CameraPen pen)
    {
        if (pen.State.Halt is { Call: null, Again: null })
            Send(pen);
    }

    /// <summary>Time to send one again that was not confirmed.</summary>
    public static void Look(CameraPen pen)
    {
        if (pen.State.Halt is { Again: { } again } && again <= pen.Now)
            Send(pen);
    }

    /// <param name="pen">What is written.</param>
    /// <param name="inPart">The continuous move alone was ended.</param>
    public static void Confirmed(CameraPen pen, bool inPart)
    {
        var halt = pen.State.Halt! with { Call = null };
        pen.State = pen.State with { Halt = halt };
        if (halt.IsCrossed && pen.State.Call is not null)
            return;
        if (halt.IsCrossed || (!halt.SentAll && !halt.Askers.IsEmpty))
            Send(pen);
        else
            End(pen, halt, inPart && !halt.IsOfKnown ? PtzRefusals.StoppedInPart : null);
    }

    public static void Failed(CameraPen pen, DeviceReply.Refused why, bool sure)
    {
        var halt = pen.State.Halt! with { Call = null };

        // Nothing is known to move, and the device says no: once is enough. Without a session there is nobody to tell.
        var pointless = (sure && pen.State.Motion is null && !halt.IsCrossed) || why.Code is RefusalCode.Moving or RefusalCode.Offline;
        if (pointless || halt.Sent > pen.State.Policy.StopsAgain || pen.State.End is { Code: RefusalCode.Offline })
        {
            End(pen, halt, why);
            return;
        }

        pen.Add(new CameraEffect.Note($"a stop was not confirmed and is sent again ({halt.Why}): {why.Reason}"));
        pen.State = pen.State with { Halt = halt with { Again = pen.Now + pen.State.Policy.StopAgainAfter, GoesOtherWay = !halt.GoesOtherWay } };
    }

    private static void Send(CameraPen pen)
    {
        var halt = pen.State.Halt!;
        var all = halt.Lens is null || !halt.Askers.IsEmpty;
        var call = pen.Send(new PtzStep.Halt(halt.Lens, all, halt.GoesOtherWay));
        pen.State = pen.State with
        {
            Halt = halt with
            {
                Call = call,
                Sent = halt.Sent + 1,
                Again = null,
                SentAll = all,
                IsCrossed = pen.State.Call is { } under && PtzRules.Moves(under.Order.Order),
            },
        };
    }

    private static void End(CameraPen pen, CameraHalt halt, DeviceReply.Refused? why)
    {
        if (why is not null && pen.State.Motion is { } motion)
        {
            pen.Add(new CameraEffect.Note(motion.Lens is null
                ? $"the camera could not be stopped ({halt.Why}): {why.Reason}; it ends its move by itself, a second after {PtzRefusals.Time(motion.Until)} at the latest"
                : $"the lens could not be stopped ({halt.Why}): {why.Reason}; it turns until its end"));
        }

        pen.State = pen.State with { Halt = null, Motion = null };
        foreach (var asker in halt.Askers)
        {
            if (why is null)
                pen.Done(asker);
            else
                pen.Refuse(asker, why);
        }
    }
}
