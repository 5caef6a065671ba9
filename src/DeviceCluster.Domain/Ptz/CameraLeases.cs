using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>What follows when a camera gets another holder, or none.</summary>
internal static class CameraLeases
{
    /// <summary>A lease that runs out ends the move of its holder.</summary>
    public static void Expire(CameraPen pen)
    {
        if (pen.State.Leases.Written is { } lease && lease.Until <= pen.Now)
        {
            pen.State = pen.State with { Leases = pen.State.Leases.Ended() };
            pen.EndLease(lease.Holder.Name, null, $"the lease ran out at {PtzRefusals.Time(lease.Until)}");
            StopMovesOf(pen, lease.Holder.Name, StopReason.LeaseEnd, "its holder's lease ran out");
        }
    }

    /// <summary>Who has watched long enough is answered too.</summary>
    public static void ExpireWatches(CameraPen pen)
    {
        foreach (var watch in pen.State.Watches.Where(watch => watch.Until <= pen.Now))
            pen.Add(new CameraEffect.Refuse(watch.Ticket, PtzRefusals.StillHeld(watch.Holder)));
        pen.State = pen.State with { Watches = pen.State.Watches.RemoveAll(watch => watch.Until <= pen.Now) };
    }

    public static void TakeOver(CameraPen pen, string loser, PtzHolder by)
    {
        pen.State = pen.State with { TakeOvers = pen.State.TakeOvers + 1 };
        var notice = pen.State.Leases.NoticeFor(loser, pen.Now)!;
        pen.EndLease(loser, by, PtzRefusals.TookOver(by, notice.At));
        if (pen.State.Waiting.Any(waiting => waiting.Holder == loser))
        {
            pen.RefuseWaiting(waiting => waiting.Holder == loser, PtzRefusals.Lost(notice));
            pen.State = pen.State with { Leases = pen.State.Leases.Told(loser) };
        }

        StopMovesOf(pen, loser, StopReason.TakeOver, $"{by.Name} took over");
    }

    public static void Release(CameraPen pen, CameraOrder order)
    {
        var verdict = pen.State.Leases.Release(order.Order.By, pen.Now);
        pen.State = pen.State with { Leases = verdict.Book };
        if (verdict is LeaseVerdict.Refused refused)
        {
            pen.Refuse(order, refused.Reply);
            return;
        }

        pen.EndLease(order.Holder, null, "the camera was given back");
        pen.RefuseWaiting(waiting => waiting.Holder == order.Holder, PtzRefusals.GivenBack);
        if (!StopMovesOf(pen, order.Holder, StopReason.LeaseEnd, $"{order.Holder} gave it back", order))
            pen.Done(order);
    }

    public static void Watch(CameraPen pen, CameraInput.Watched watch)
    {
        if ((pen.State.End ?? PtzRules.Check(watch.For, pen.State.Policy)) is { } refusal)
            pen.Add(new CameraEffect.Refuse(watch.Ticket, refusal));
        else if (pen.State.Leases.NoticeFor(watch.Holder, pen.Now) is { } notice)
            pen.Add(new CameraEffect.LeaseEnded(watch.Ticket, notice.By, PtzRefusals.TookOver(notice.By, notice.At)));
        else if (!pen.State.Leases.Has(watch.Holder, pen.Now))
            pen.Add(new CameraEffect.LeaseEnded(watch.Ticket, null, $"{watch.Holder} does not have the camera"));
        else if (pen.State.Watches.Length >= pen.State.Policy.MostWatchers)
            pen.Add(new CameraEffect.Refuse(watch.Ticket, PtzRefusals.TooManyWatch(pen.State.Policy.MostWatchers)));
        else
            pen.State = pen.State with { Watches = pen.State.Watches.Add(new CameraWatch(watch.Ticket, watch.Holder, pen.Now + watch.For)) };
    }

    private static bool StopMovesOf(CameraPen pen, string holder, StopReason reason, string why, CameraOrder? asker = null)
    {
        if (pen.State.Motion?.Holder != holder)
            return false;
        CameraHalting.Stop(pen, reason, why, asker);
        return true;
    }
}
