using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Mapping;
using DeviceCluster.Domain.Jobs;
using static DeviceCluster.Domain.Tests.Jobs.JobSamples;

namespace DeviceCluster.Domain.Tests.Jobs;

/// <summary>How much is remembered of jobs, and how it is told.</summary>
public class JobMemoryTests
{
    [Fact]
    public void Of_ended_jobs_the_last_200_are_kept_by_their_end()
    {
        var slow = JobBook.Empty.Started(Enable, Ids(1, "slow"), key: "slow").Begun();
        var book = Enumerable.Range(2, 250).Aggregate(slow, (b, n) => Ended(b, n, Ids(1)));
        Assert.Equal(201, book.Jobs.Count);

        book = book.Apply(book.End([(new JobId(1), new JobItem(new("slow0"), JobResult.Done, null, ""))], Noon.AddHours(1)));

        Assert.Equal(200, book.Jobs.Count);
        Assert.True(book.Job(1).IsEnded);
        Assert.Null(book.Find(new JobId(52)));
        Assert.NotNull(book.Find(new JobId(53)));
        Assert.Equal(251, book.Last);
    }

    [Fact]
    public void Of_the_results_of_ended_jobs_the_newest_20000_are_kept_and_all_are_counted()
    {
        var book = Enumerable.Range(1, 5).Aggregate(JobBook.Empty, (b, n) => Ended(b, n, Ids(JobLimits.Devices)));

        Assert.Equal([0, 5000, 5000, 5000, 5000], book.Jobs.Values.Select(job => job.Items.Count));
        Assert.All(book.Jobs.Values, job => Assert.Equal(5000, job.Summary.Tally.Done));
    }

    [Fact]
    public void A_number_is_never_given_to_a_second_job()
    {
        var book = JobBook.From(Enumerable.Range(1, 201).Aggregate(JobBook.Empty, (b, n) => Ended(b, n, Ids(1))).ToSnapshot());

        Assert.Equal(new JobReply.Started(new JobId(202)), book.Start(Enable, Ids(1), key: "new").Reply);
    }

    [Fact]
    public void Jobs_are_listed_from_the_newest_page_by_page()
    {
        var book = Enumerable.Range(1, 5).Aggregate(JobBook.Empty, (b, n) => Ended(b, n, Ids(1)));

        var first = Assert.IsType<JobReply.Jobs>(book.Answer(new JobQuery.List(null, 3)));
        var second = Assert.IsType<JobReply.Jobs>(book.Answer(new JobQuery.List(first.Next, 3)));

        Assert.Equal([5, 4, 3], first.All.Select(job => job.Job.Number));
        Assert.Equal(new JobId(3), first.Next);
        Assert.Equal([2, 1], second.All.Select(job => job.Job.Number));
        Assert.Null(second.Next);
    }

    [Fact]
    public void Results_are_read_in_pages_that_fit_into_a_message_however_long_their_reasons_are()
    {
        var ids = Ids(1000, new string('x', 50));
        var reason = JobText.Fit(new string('门', 1000), JobLimits.Reason);
        var book = JobBook.Empty.Started(Enable, ids, parallel: 64);
        while (!book.Job(1).IsEnded)
        {
            book = book.Begun();
            book = book.Apply(book.End(book.Job(1).Begun.Select(id => (new JobId(1), new JobItem(id, JobResult.Refused, RefusalCode.Offline, reason))), Noon));
        }

        var (from, read) = (0, new List<DeviceId>());
        while (Page(book, from) is { Items.IsEmpty: false } page)
        {
            Assert.InRange(page.Items.Sum(item => 24 + item.Device.Value.Length + (3 * item.Reason.Length)), 1, 64 * 1024);
            read.AddRange(page.Items.Select(item => item.Device));
            from = page.Next;
        }

        Assert.Equal(1000, from);
        Assert.Equal(ids.ToHashSet(), read.ToHashSet());
        Assert.Equal(1000, read.Count);
    }

    [Fact]
    public void The_number_of_a_picture_is_told_with_its_result_and_outlives_the_node_that_keeps_the_jobs()
    {
        var book = JobBook.Empty.Started(Reboot, Ids(2)).Begun();
        JobItem[] items = [new(new("d0"), JobResult.Done, null, "", Picture: long.MaxValue), new(new("d1"), JobResult.Done, null, "")];
        book = book.Apply(book.End(items.Select(item => (new JobId(1), item)), Noon));

        Assert.Equal(items, Page(book, 0).Items);
        Assert.Equal(items, Page(JobBook.From(book.ToSnapshot()), 0).Items);
    }

    [Fact]
    public void Results_with_pictures_are_read_in_pages_that_fit_into_a_message()
    {
        var book = JobBook.Empty.Started(Reboot, Ids(4000), parallel: 64);
        while (!book.Job(1).IsEnded)
        {
            book = book.Begun();
            book = book.Apply(book.End(book.Job(1).Begun.Select(id => (new JobId(1), new JobItem(id, JobResult.Done, null, "", long.MaxValue))), Noon));
        }

        for (var from = 0; Page(book, from) is { Items.IsEmpty: false } page; from = page.Next)
            Assert.InRange(WireTypes.Find(typeof(JobReply.Page))!.Write(page).Length, 1, 64 * 1024);
    }

    [Fact]
    public void Results_with_errors_of_the_sdk_are_read_in_pages_that_fit_into_a_message()
    {
        var error = new DeviceError(uint.MaxValue, new string('N', 60));
        var book = JobBook.Empty.Started(Reboot, Ids(4000), parallel: 64);
        while (!book.Job(1).IsEnded)
        {
            book = book.Begun();
            book = book.Apply(book.End(
                book.Job(1).Begun.Select(id => (new JobId(1), new JobItem(id, JobResult.Refused, RefusalCode.DeviceRefused, "", SdkError: error))), Noon));
        }

        for (var from = 0; Page(book, from) is { Items.IsEmpty: false } page; from = page.Next)
            Assert.InRange(WireTypes.Find(typeof(JobReply.Page))!.Write(page).Length, 1, 64 * 1024);
    }

    [Fact]
    public void What_is_asked_of_a_job_that_there_is_none_of_is_refused() =>
        Assert.Contains(
            "there is no job 7", Assert.IsType<JobReply.Refused>(JobBook.Empty.Answer(new JobQuery.GetJob(new JobId(7), 0))).Reason,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abcdef", "abcdef")]
    [InlineData("abcdefg", "abcde…")]
    [InlineData("abcd\U0001F600g", "abcd…")]
    public void A_text_that_is_too_long_ends_with_its_last_whole_character(string text, string kept) => Assert.Equal(kept, JobText.Fit(text, 6));

    private static JobReply.Page Page(JobBook book, int from) => Assert.IsType<JobReply.Page>(book.Answer(new JobQuery.GetJob(new JobId(1), from)));

    private static JobBook Ended(JobBook book, int number, IReadOnlyList<DeviceId> devices)
    {
        var next = book.Started(Enable, [.. devices], JobLimits.Parallel, $"k-{number}");
        while (!next.Job(number).IsEnded)
            next = next.Begun() is var begun ? begun.Done(number, begun.Job(number).Begun) : next;
        return next;
    }
}
