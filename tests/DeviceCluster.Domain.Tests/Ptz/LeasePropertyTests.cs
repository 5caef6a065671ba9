using CsCheck;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>What holds of leases whoever orders what and when.</summary>
public class LeasePropertyTests
{
    private const int Kinds = 3;

    private static readonly string[] Names = ["ann", "bob", "eve", "kim"];

    private static readonly Gen<PtzHolder> Holders =
        Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Int[0, 3], (name, level) => new PtzHolder(Names[name], level * 30));

    private static readonly Gen<(int Kind, PtzHolder By, int Seconds, int Later)[]> Schedules =
        Gen.Select(Gen.Int[0, Kinds - 1], Holders, Gen.Int[1, 60], Gen.Int[0, 15]).Array[1, 60];

    [Fact]
    public void Nobody_loses_a_camera_before_its_time_but_to_a_higher_priority() => Hold((before, step, verdict) =>
    {
        if (before is not null && verdict is LeaseVerdict.Granted { Book: var after } && after.At(step.Now)?.Holder.Name is var name && name != before.Holder.Name)
            Assert.True(step.By.Name == before.Holder.Name || step.By.Priority > before.Holder.Priority);
    });

    [Fact]
    public void Who_is_granted_an_order_has_the_camera_for_as_long_as_he_needs_it() => Hold((_, step, verdict) =>
    {
        if (step.Kind == 2 || verdict is not LeaseVerdict.Granted { Book: var after })
            return;

        var lease = after.At(step.Now)!;
        Assert.Equal(step.By.Name, lease.Holder.Name);
        Assert.True(lease.Until >= step.Now + step.For);
        Assert.InRange(lease.Until - step.Now, TimeSpan.Zero, PtzPolicy.Default.LongestLease);
    });

    [Fact]
    public void Whoever_is_refused_is_told_of_a_holder_or_of_one_who_took_over() => Hold((before, step, verdict) =>
    {
        if (verdict is not LeaseVerdict.Refused refused)
            return;

        Assert.True(refused.Reply.Reason.Contains("took over at", StringComparison.Ordinal) || refused.Reply.Reason.Contains($"held by {before?.Holder.Name}", StringComparison.Ordinal));
        Assert.Equal(before, refused.Book.At(step.Now));
    });

    [Fact]
    public void The_holder_is_never_among_those_who_lost() => Hold((_, step, verdict) =>
    {
        if (verdict.Book.At(step.Now) is { } lease)
            Assert.Null(verdict.Book.NoticeFor(lease.Holder.Name, step.Now));
    });

    [Fact]
    public void Each_loss_is_told_to_its_loser_exactly_once()
    {
        Schedules.Sample(schedule =>
        {
            var losses = new Dictionary<string, int>();
            var told = new Dictionary<string, int>();
            Run(schedule, (_, step, verdict) =>
            {
                if (verdict is LeaseVerdict.Granted { Lost: { } lost })
                    losses[lost.Holder.Name] = losses.GetValueOrDefault(lost.Holder.Name) + 1;
                if (verdict is LeaseVerdict.Refused refused && refused.Reply.Reason.Contains("took over at", StringComparison.Ordinal))
                    told[step.By.Name] = told.GetValueOrDefault(step.By.Name) + 1;
                var open = verdict.Book.Notices.Select(notice => notice.Loser).ToArray();
                foreach (var name in Names)
                    Assert.Equal(losses.GetValueOrDefault(name), told.GetValueOrDefault(name) + open.Count(loser => loser == name));
            });
        });
    }

    private static void Hold(Action<PtzLease?, Step, LeaseVerdict> holds) => Schedules.Sample(schedule => Run(schedule, holds));

    private static void Run((int Kind, PtzHolder By, int Seconds, int Later)[] schedule, Action<PtzLease?, Step, LeaseVerdict> look)
    {
        // Longer than any schedule: what is forgotten by time has its own test.
        var book = new LeaseBook(PtzPolicy.Default with { NoticeKept = TimeSpan.FromHours(1) });
        var now = Noon;
        foreach (var (kind, by, seconds, later) in schedule)
        {
            now = now.AddSeconds(later);
            var step = new Step(kind, by, TimeSpan.FromSeconds(seconds), now);
            var verdict = kind switch
            {
                0 => book.Use(by, step.For, now),
                1 => book.Take(by, step.For, now),
                _ => book.Release(by, now),
            };
            look(book.At(now), step, verdict);
            book = verdict.Book;
        }
    }

    /// <summary>One order: 0 moves, 1 takes, 2 gives back.</summary>
    private readonly record struct Step(int Kind, PtzHolder By, TimeSpan For, DateTimeOffset Now);
}
