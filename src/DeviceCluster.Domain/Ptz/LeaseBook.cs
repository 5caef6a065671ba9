using System.Collections.Immutable;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>
/// Who has a camera. Who moves it has it for a while after his last order, or for as long as he took it; a higher priority takes it over, and the
/// loser is told at his next order, once. Pure: the time is given to it.
/// </summary>
public sealed record LeaseBook(PtzPolicy Policy)
{
    private PtzLease? _lease;

    /// <summary>Those that lost the camera and were not told yet, oldest first.</summary>
    public ImmutableArray<LeaseNotice> Notices { get; private init; } = [];

    /// <summary>Since a lease that ran out nothing was written; then it is still told here.</summary>
    public PtzLease? Written => _lease;

    public PtzLease? At(DateTimeOffset now) => _lease is { } lease && lease.Until > now ? lease : null;

    public bool Has(string holder, DateTimeOffset now) => At(now)?.Holder.Name == holder;

    public LeaseNotice? NoticeFor(string holder, DateTimeOffset now) =>
        Notices.FirstOrDefault(notice => notice.Loser == holder && now - notice.At < Policy.NoticeKept);

    /// <summary>An order of somebody: it lengthens what he has, and never shortens it.</summary>
    public LeaseVerdict Use(PtzHolder by, TimeSpan needed, DateTimeOffset now)
    {
        var until = now + (needed > Policy.LeaseAfterMove ? needed : Policy.LeaseAfterMove);
        return Give(by, Has(by.Name, now) && _lease!.Until > until ? _lease.Until : until, now);
    }

    /// <summary>Somebody wants it for so long from now on, longer or shorter than before.</summary>
    public LeaseVerdict Take(PtzHolder by, TimeSpan time, DateTimeOffset now) => Give(by, now + time, now);

    /// <summary>Somebody gives it back. Nobody can give what another has.</summary>
    public LeaseVerdict Release(PtzHolder by, DateTimeOffset now)
    {
        if (NoticeFor(by.Name, now) is { } notice)
            return new LeaseVerdict.Refused(Told(by.Name), PtzRefusals.Lost(notice));
        return At(now) is { } lease && lease.Holder.Name != by.Name
            ? new LeaseVerdict.Refused(this, PtzRefusals.Held(lease))
            : new LeaseVerdict.Granted(Ended(), Lost: null);
    }

    /// <summary>Without the lease, whoever had it.</summary>
    public LeaseBook Ended() => this with { _lease = null };

    /// <summary>The loser knows.</summary>
    public LeaseBook Told(string loser) => this with { Notices = [.. Notices.Where(notice => notice.Loser != loser)] };

    private LeaseVerdict Give(PtzHolder by, DateTimeOffset until, DateTimeOffset now)
    {
        if (NoticeFor(by.Name, now) is { } notice)
            return new LeaseVerdict.Refused(Told(by.Name), PtzRefusals.Lost(notice));

        return At(now) switch
        {
            null => new LeaseVerdict.Granted(With(new PtzLease(by, now, until)), Lost: null),
            { } lease when lease.Holder.Name == by.Name => new LeaseVerdict.Granted(With(Longer(lease, by, until)), Lost: null),
            { } lease when lease.Holder.Priority < by.Priority => new LeaseVerdict.Granted(TakenOver(lease, by, until, now), lease),
            { } lease => new LeaseVerdict.Refused(this, PtzRefusals.Held(lease)),
        };
    }

    // Somebody who took it with a high priority does not lose that by an order without.
    private static PtzLease Longer(PtzLease lease, PtzHolder by, DateTimeOffset until) => lease with
    {
        Holder = by.Priority > lease.Holder.Priority ? by : lease.Holder,
        Until = until,
    };

    private LeaseBook TakenOver(PtzLease lease, PtzHolder by, DateTimeOffset until, DateTimeOffset now) =>
        With(new PtzLease(by, now, until)) with
        {
            Notices =
            [
                .. Notices.Where(notice => notice.Loser != lease.Holder.Name && now - notice.At < Policy.NoticeKept).TakeLast(Policy.MostNotices - 1),
                new LeaseNotice(lease.Holder.Name, by, now),
            ],
        };

    private LeaseBook With(PtzLease lease) => this with { _lease = lease };
}
