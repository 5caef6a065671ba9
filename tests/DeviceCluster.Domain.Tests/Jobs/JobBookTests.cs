using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Jobs;
using static DeviceCluster.Domain.Tests.Jobs.JobSamples;

namespace DeviceCluster.Domain.Tests.Jobs;

/// <summary>What becomes of a job, from its start to its end.</summary>
public class JobBookTests
{
    private static readonly JobId First = new(1);

    [Fact]
    public void A_job_is_journaled_with_all_its_devices_before_any_of_them_is_begun()
    {
        var decision = JobBook.Empty.Start(Reboot, Ids(3));

        var started = Assert.IsType<JobEvent.Started>(Assert.Single(decision.Events));
        Assert.Equal(new JobReply.Started(First), decision.Reply);
        Assert.Equal((First, "reboot", false, 4, Admin), (started.Job, started.Words, started.IsRepeatable, started.Parallel, started.By));
        Assert.Equal(Ids(3).AsEnumerable(), started.Devices);
    }

    [Fact]
    public void A_start_that_is_sent_again_is_answered_with_the_job_it_started_also_when_others_are_selected_by_now()
    {
        var book = JobBook.Empty.Started(Enable, Ids(3));

        var again = book.Start(Enable, Ids(2));

        Assert.Equal(new JobReply.Started(First), again.Reply);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Other_work_under_a_known_key_is_refused_and_told_to_take_a_new_one()
    {
        var refused = Assert.IsType<JobReply.Refused>(JobBook.Empty.Started(Enable, Ids(3)).Start(Reboot, Ids(3)).Reply);

        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.Contains("job 1", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("new key", refused.Remedy, StringComparison.Ordinal);
    }

    public static TheoryData<JobWork, ImmutableArray<DeviceId>, int, string> NotAllowed => new()
    {
        { Enable, [], 1, "no device is named" },
        { Enable, Ids(JobLimits.Devices + 1), 1, "5001 devices are too many" },
        { Enable, [new("a"), new("b"), new("a")], 1, "device a is named more than once" },
        { Enable, Ids(1), 0, "0 devices at once" },
        { Enable, Ids(1), JobLimits.Parallel + 1, "65 devices at once" },
        { new JobWork.Command(new DeviceCommand.Enrol(new("a"), new("h"), "u", new("p"), null)), Ids(1), 1, "'enrol h:37777 as u' is an order to one device alone" },
        { new JobWork.Command(new DeviceCommand.ChangeAddress(new("a"), new("h"))), Ids(1), 1, "'change address to h:37777' is an order to one device alone" },
        { new JobWork.Order(new InformationQuery.Check(new("a"))), Ids(1), 1, "'check' is a question" },
    };

    [Theory]
    [MemberData(nameof(NotAllowed))]
    public void What_is_no_job_is_refused_in_words(JobWork work, ImmutableArray<DeviceId> devices, int parallel, string words)
    {
        var decision = JobBook.Empty.Start(work, devices, parallel);

        var refused = Assert.IsType<JobReply.Refused>(decision.Reply);
        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void The_twenty_first_open_job_is_refused_until_one_has_ended()
    {
        var book = Enumerable.Range(0, JobLimits.Open).Aggregate(JobBook.Empty, (b, n) => b.Started(Enable, Ids(1, $"j{n}-"), key: $"k-{n}"));

        Assert.Equal(RefusalCode.Busy, Assert.IsType<JobReply.Refused>(book.Start(Enable, Ids(1), key: "more").Reply).Code);
        Assert.IsType<JobReply.Started>(book.Begun().Done(1, new DeviceId("j0-0")).Start(Enable, Ids(1), key: "more").Reply);
    }

    [Fact]
    public void So_many_are_begun_at_once_and_the_next_when_one_has_ended()
    {
        var book = JobBook.Empty.Started(Enable, Ids(10), parallel: 3).Begun();

        Assert.Equal(Ids(3), book.Job(1).Begun.OrderBy(id => id.Value));
        Assert.Equal(new DeviceId("d3"), Assert.Single(Begun(book.Done(1, Ids(2)[1]))));
    }

    [Fact]
    public void No_more_begin_than_the_pace_allows_and_jobs_take_turns()
    {
        var book = JobBook.Empty.Started(Enable, Ids(10), 8, "a").Started(Reboot, Ids(10, "e"), 8, "b");

        var first = book.Begin(3, Noon).Cast<JobEvent.ItemsBegun>().ToArray();
        var second = book.Apply(first).Begin(3, Noon).Cast<JobEvent.ItemsBegun>().ToArray();

        Assert.Equal([(1, 2), (2, 1)], first.Select(e => (e.Job.Number, e.Devices.Length)));
        Assert.Equal([(2, 2), (1, 1)], second.Select(e => (e.Job.Number, e.Devices.Length)));
        Assert.Empty(book.Begin(0, Noon));
    }

    [Fact]
    public void A_device_that_one_job_tells_is_passed_over_by_the_others_until_it_has_answered()
    {
        var book = JobBook.Empty.Started(Reboot, Ids(2), 1, "a").Begun().Started(Enable, Ids(3), 2, "b");

        Assert.Equal(Ids(3)[1..], Begun(book));
        var later = book.Begun().Done(1, Ids(1));
        Assert.Equal(Ids(3)[1..], later.Job(2).Begun.OrderBy(id => id.Value));
        Assert.Empty(later.Begin(10, Noon));
        Assert.Equal([Ids(2)[1], Ids(1)[0]], Begun(later.Done(2, Ids(3)[1..])));
    }

    [Fact]
    public void The_last_result_ends_the_job_and_its_work_is_forgotten()
    {
        var book = JobBook.Empty.Started(Enable, Ids(2)).Begun().Done(1, Ids(1));
        Assert.False(book.Job(1).IsEnded);

        book = book.Done(1, Ids(2)[1]);

        Assert.Equal((JobPhase.Ended, Noon, new JobTally(2, 0, 0, 0)), (book.Job(1).Summary.Phase, book.Job(1).EndedAt, book.Job(1).Tally));
        Assert.Null(book.Job(1).Work);
        Assert.Empty(book.Busy);
    }

    [Fact]
    public void A_result_that_comes_twice_or_for_nothing_is_none()
    {
        var book = JobBook.Empty.Started(Enable, Ids(2), parallel: 1).Begun();
        var (one, waiting) = (new JobItem(new("d0"), JobResult.Done, null, ""), new JobItem(new("d1"), JobResult.Done, null, ""));

        Assert.Empty(book.End([(First, waiting), (new JobId(9), one)], Noon));
        Assert.Single(Assert.IsType<JobEvent.ItemsEnded>(Assert.Single(book.End([(First, one), (First, one)], Noon))).Items);
        Assert.Empty(book.Done(1, Ids(1)).End([(First, one)], Noon));
    }

    [Fact]
    public void A_cancelled_job_ends_what_it_has_begun_and_begins_no_more()
    {
        var book = JobBook.Empty.Started(Enable, Ids(5), parallel: 2).Begun();

        var cancelled = book.Decide(new JobCommand.Cancel(First, Admin), Noon);
        book = book.Apply(cancelled.Events);

        Assert.IsType<JobReply.Done>(cancelled.Reply);
        Assert.Equal((JobPhase.Ending, 2, 3), (book.Job(1).Summary.Phase, book.Job(1).Begun.Count, book.Job(1).Tally.Cancelled));
        Assert.Empty(book.Begin(10, Noon));
        book = book.Done(1, Ids(2));
        Assert.Equal((JobPhase.Ended, new JobTally(2, 0, 0, 3), Admin), (book.Job(1).Summary.Phase, book.Job(1).Tally, book.Job(1).CancelledBy));
    }

    [Fact]
    public void A_job_of_which_nothing_has_begun_ends_with_its_cancellation()
    {
        var events = JobBook.Empty.Started(Enable, Ids(5)).Decide(new JobCommand.Cancel(First, Admin), Noon).Events;

        Assert.Equal([typeof(JobEvent.Cancelled), typeof(JobEvent.Ended)], events.Select(e => e.GetType()));
    }

    [Fact]
    public void A_cancellation_sent_again_changes_nothing_and_one_that_is_too_late_is_refused()
    {
        var book = JobBook.Empty.Started(Enable, Ids(5), key: "a").Started(Enable, Ids(1), key: "b");
        book = book.Apply(book.Decide(new JobCommand.Cancel(First, Admin), Noon).Events).Begun().Done(2, Ids(1));

        var (again, late, never) = (Cancel(book, 1), Cancel(book, 2), Cancel(book, 3));

        Assert.Equal((new JobReply.Done(), 0), (again.Reply, again.Events.Length));
        Assert.Contains("job 2 has ended already", Assert.IsType<JobReply.Refused>(late.Reply).Reason, StringComparison.Ordinal);
        Assert.Contains("there is no job 3", Assert.IsType<JobReply.Refused>(never.Reply).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_recovery_a_command_that_may_have_been_sent_is_to_be_sent_again()
    {
        var book = JobBook.Empty.Started(Enable, Ids(5), parallel: 2).Begun();

        Assert.Empty(book.Recover(Noon));
        Assert.Equal(Ids(2), book.Unfinished.Select(item => item.Device).OrderBy(id => id.Value));
    }

    [Fact]
    public void After_a_recovery_an_order_over_a_session_that_may_have_been_sent_is_not_known_and_not_sent_again()
    {
        var book = JobBook.Empty.Started(Reboot, Ids(3), parallel: 2).Begun();

        var ended = Assert.IsType<JobEvent.ItemsEnded>(Assert.Single(book.Recover(Noon)));

        Assert.All(ended.Items, item => Assert.Equal(
            (JobResult.Unknown, RefusalCode.NoAnswer, "not known: the node that gave the order ended"), (item.Result, item.Code, item.Reason)));
        Assert.Equal(2, ended.Items.Length);
        Assert.Empty(book.Apply(ended).Unfinished);
        Assert.Equal(new DeviceId("d2"), Assert.Single(Begun(book.Apply(ended))));
    }

    [Fact]
    public void A_job_whose_last_orders_are_not_known_ends_with_the_recovery() =>
        Assert.IsType<JobEvent.Ended>(JobBook.Empty.Started(Reboot, Ids(2)).Begun().Recover(Noon)[^1]);

    [Fact]
    public void The_key_of_an_item_is_always_the_same_and_of_no_other()
    {
        Assert.Equal(JobItemKey.Of(new("k"), new("a")), JobItemKey.Of(new("k"), new("a")));
        Assert.Equal(3, new[] { JobItemKey.Of(new("k"), new("a")), JobItemKey.Of(new("k"), new("b")), JobItemKey.Of(new("ka"), new("b")) }.Distinct().Count());
        Assert.Equal("0a11a7e3f0c8ec08e8ed0f04fb8b17a1".Length, JobItemKey.Of(new(new string('~', 64)), new(new string('z', 64))).Value.Length);
    }

    private static JobDecision Cancel(JobBook book, int job) => book.Decide(new JobCommand.Cancel(new JobId(job), Admin), Noon);

    private static DeviceId[] Begun(JobBook book) => [.. book.Begin(10, Noon).Cast<JobEvent.ItemsBegun>().SelectMany(e => e.Devices)];
}
