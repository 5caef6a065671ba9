using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using static DeviceCluster.Domain.Tests.Ptz.Cameras;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>Who has a camera.</summary>
public class LeaseBookTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly LeaseBook _empty = new(PtzPolicy.Default);

    [Fact]
    public void Who_moves_a_camera_has_it_for_ten_seconds_after_his_last_order()
    {
        var first = Granted(_empty.Use(Ann, TimeSpan.Zero, Noon));
        var second = Granted(first.Use(Ann, TimeSpan.Zero, Noon.AddSeconds(7)));

        Assert.Equal(new PtzLease(Ann, Noon, Noon.AddSeconds(17)), second.At(Noon.AddSeconds(16)));
        Assert.Null(second.At(Noon.AddSeconds(17)));
    }

    [Fact]
    public void A_long_move_keeps_the_camera_to_its_end() =>
        Assert.Equal(Noon.AddSeconds(45), Granted(_empty.Use(Ann, TimeSpan.FromSeconds(45), Noon)).At(Noon)!.Until);

    [Fact]
    public void An_order_does_not_shorten_what_was_taken_for_longer()
    {
        var taken = Granted(_empty.Take(Ann, Minute, Noon));

        Assert.Equal(Noon + Minute, Granted(taken.Use(Ann, TimeSpan.Zero, Noon.AddSeconds(1))).At(Noon)!.Until);
    }

    [Fact]
    public void Taking_it_again_counts_from_then_on_longer_or_shorter()
    {
        var taken = Granted(_empty.Take(Ann, Minute, Noon));

        Assert.Equal(Noon.AddSeconds(5), Granted(taken.Take(Ann, TimeSpan.FromSeconds(2), Noon.AddSeconds(3))).At(Noon.AddSeconds(3))!.Until);
    }

    [Fact]
    public void An_equal_or_lower_priority_is_refused_and_told_who_has_it_until_when()
    {
        var held = Granted(_empty.Take(Ann, Minute, Noon));

        foreach (var other in new[] { Bob, Bob with { Priority = 10 } })
        {
            var refused = Refused(held.Use(other, TimeSpan.Zero, Noon));

            Assert.Equal(RefusalCode.Busy, refused.Code);
            Assert.Equal("the camera is held by ann (priority 50) until 2026-03-01 12:01:00.0Z", refused.Reason);
            Assert.Contains("above 50", refused.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_higher_priority_takes_over_and_the_loser_is_told_once()
    {
        var held = Granted(_empty.Take(Ann, Minute, Noon));

        var verdict = Assert.IsType<LeaseVerdict.Granted>(held.Use(Chief, TimeSpan.Zero, Noon.AddSeconds(2)));
        Assert.Equal("ann", verdict.Lost!.Holder.Name);

        var told = Assert.IsType<LeaseVerdict.Refused>(verdict.Book.Use(Ann, TimeSpan.Zero, Noon.AddSeconds(30)));
        Assert.Equal("chief (priority 90) took over at 2026-03-01 12:00:02.0Z", told.Reply.Reason);
        Assert.Equal("ann", Granted(told.Book.Use(Ann, TimeSpan.Zero, Noon.AddSeconds(31))).At(Noon.AddSeconds(31))!.Holder.Name);
    }

    [Fact]
    public void A_loser_who_comes_after_ten_minutes_is_nobody_who_lost()
    {
        var taken = Granted(Granted(_empty.Take(Ann, Minute, Noon)).Use(Chief, TimeSpan.Zero, Noon));

        Granted(taken.Use(Ann, TimeSpan.Zero, Noon.AddMinutes(10)));
    }

    [Fact]
    public void The_same_name_is_the_same_holder_and_keeps_the_higher_priority()
    {
        var held = Granted(_empty.Take(Ann with { Priority = 80 }, Minute, Noon));

        Assert.Equal(80, Granted(held.Use(Ann, TimeSpan.Zero, Noon)).At(Noon)!.Holder.Priority);
        Assert.Equal(95, Granted(held.Use(Ann with { Priority = 95 }, TimeSpan.Zero, Noon)).At(Noon)!.Holder.Priority);
    }

    [Fact]
    public void What_was_given_back_is_anybodys_and_nobody_gives_back_what_another_has()
    {
        var held = Granted(_empty.Take(Ann, Minute, Noon));

        Assert.StartsWith("the camera is held by ann", Refused(held.Release(Bob, Noon)).Reason, StringComparison.Ordinal);
        Granted(Granted(held.Release(Ann, Noon)).Use(Bob, TimeSpan.Zero, Noon));
        Granted(_empty.Release(Bob, Noon));
    }

    [Fact]
    public void Those_who_lost_are_remembered_up_to_a_number()
    {
        var book = Granted(_empty.Take(new PtzHolder("0", 0), Minute, Noon));
        for (var i = 1; i <= PtzHolder.MaxPriority; i++)
            book = Granted(book.Take(new PtzHolder($"{i}", i), Minute, Noon));

        Assert.Equal(PtzPolicy.Default.MostNotices, book.Notices.Length);
        Assert.Null(book.NoticeFor("0", Noon));
        Assert.NotNull(book.NoticeFor("99", Noon));
    }

    private static LeaseBook Granted(LeaseVerdict verdict) => Assert.IsType<LeaseVerdict.Granted>(verdict).Book;

    private static DeviceReply.Refused Refused(LeaseVerdict verdict) => Assert.IsType<LeaseVerdict.Refused>(verdict).Reply;
}
