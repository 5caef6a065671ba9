using Akka.Actor;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Snapshots;

namespace DeviceCluster.Actors.Tests.Jobs;

/// <summary>What is sent to one device of a job, when it is sent again, and what is told in the end.</summary>
public sealed class JobSenderTests
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly OrderKey Key = new("k-gate");
    private static readonly Origin Admin = new("admin", "10.0.0.9");
    private static readonly JobWork Retry = new JobWork.Command(new DeviceCommand.Retry(new DeviceId("any")));
    private static readonly JobWork Reboot = new JobWork.Order(new ControlOrder.Reboot(new DeviceId("any")));
    private static readonly JobSettings Settings = new() { Attempts = 3, Pause = TimeSpan.Zero };
    private static readonly DeviceReply Done = new DeviceReply.Done();

    private readonly List<(object Message, TimeSpan Patience)> _sent = [];

    [Fact]
    public async Task A_command_travels_under_the_key_of_its_item_with_the_one_who_started_the_job()
    {
        Assert.Equal(new JobItem(Gate, JobResult.Done, null, ""), await SendAsync(Retry, Done));

        Assert.Equal((new DeviceOrder(Key, new DeviceCommand.Retry(Gate)) { By = Admin }, DeviceGateway.Patience), Assert.Single(_sent));
    }

    [Fact]
    public async Task An_order_over_a_session_travels_with_the_one_who_started_the_job()
    {
        Assert.Equal(new JobItem(Gate, JobResult.Done, null, ""), await SendAsync(Reboot, Done));

        var (message, patience) = Assert.Single(_sent);
        var sent = Assert.IsType<SessionOrder>(message);
        Assert.Equal((new ControlOrder.Reboot(Gate), Admin, DeviceGateway.SessionPatience), (sent.Request, sent.By, patience));
        Assert.NotNull(sent.BeginBefore);
    }

    [Theory]
    [InlineData(RefusalCode.NotEnrolled)]
    [InlineData(RefusalCode.Offline)]
    [InlineData(RefusalCode.DeviceRefused)]
    public async Task A_refusal_of_the_device_is_told_as_it_is_and_not_asked_again(RefusalCode code)
    {
        Assert.Equal(new JobItem(Gate, JobResult.Refused, code, "a reason"), await SendAsync(Reboot, Refused(code), Done));

        Assert.Single(_sent);
    }

    [Fact]
    public async Task The_result_of_a_refusal_has_the_error_of_the_sdk()
    {
        var error = new DeviceError(0x80000007, "NET_ILLEGAL_PARAM");

        var item = await SendAsync(Reboot, Refused(RefusalCode.DeviceRefused) with { SdkError = error });

        Assert.Equal(new JobItem(Gate, JobResult.Refused, RefusalCode.DeviceRefused, "a reason", SdkError: error), item);
    }

    [Fact]
    public async Task Who_moves_or_has_no_journal_is_asked_again_also_for_an_order_over_a_session()
    {
        var item = await SendAsync(Reboot, Refused(RefusalCode.Moving), Refused(RefusalCode.StorageUnavailable), Done);

        Assert.Equal((JobResult.Done, 3), (item.Result, _sent.Count));
    }

    [Fact]
    public async Task It_is_asked_a_few_times_and_no_more()
    {
        var item = await SendAsync(Retry, [.. Enumerable.Repeat(Refused(RefusalCode.StorageUnavailable), 9)]);

        Assert.Equal((JobResult.Refused, RefusalCode.StorageUnavailable, 3), (item.Result, item.Code, _sent.Count));
    }

    [Fact]
    public async Task An_order_over_a_session_without_an_answer_is_not_known_and_not_sent_again()
    {
        var item = await SendAsync(Reboot, null, Done);

        Assert.Equal((JobResult.Unknown, RefusalCode.NoAnswer), (item.Result, item.Code));
        Assert.Contains("whether it was carried out is not known", item.Reason, StringComparison.Ordinal);
        Assert.Single(_sent);
    }

    [Fact]
    public async Task An_order_whose_outcome_its_device_does_not_know_is_not_sent_again_either()
    {
        var item = await SendAsync(Reboot, Refused(RefusalCode.NoAnswer), Done);

        Assert.Equal((JobResult.Unknown, 1), (item.Result, _sent.Count));
    }

    [Fact]
    public async Task A_command_without_an_answer_is_sent_again_under_its_key()
    {
        var item = await SendAsync(Retry, null, Refused(RefusalCode.StorageUnavailable), Done);

        Assert.Equal((JobResult.Done, 3), (item.Result, _sent.Count));
        Assert.All(_sent, sent => Assert.Equal(Key, ((DeviceOrder)sent.Message).Key));
    }

    [Fact]
    public async Task What_a_device_did_not_keep_of_a_table_is_told_although_it_is_done()
    {
        var work = new JobWork.Order(new ConfigurationOrder.Write(Gate, "NTP", null, "{}"));

        var partly = await SendAsync(work, new ConfigurationWritten(Gate, "NTP", null, true, [new("Port", "1", "2")], []));
        var whole = await SendAsync(work, new ConfigurationWritten(Gate, "NTP", null, true, [], []));

        Assert.Equal((JobResult.Done, "1 values were not kept"), (partly.Result, partly.Reason));
        Assert.Equal((JobResult.Done, "it needs a restart"), (whole.Result, whole.Reason));
    }

    [Fact]
    public async Task A_picture_is_told_by_its_number_and_whether_it_was_taken_for_somebody_else()
    {
        var work = new JobWork.Order(new SnapshotOrder.Take(Gate, 2, Preset: null, By: null));
        var offer = new PictureOffer(
            Gate, 2, Number: 77, DateTimeOffset.UnixEpoch, Bytes: 9, Width: 4, Height: 3, IsShared: false, DateTimeOffset.UnixEpoch, new MediaLink("jpg", "http://x"));

        Assert.Equal(new JobItem(Gate, JobResult.Done, null, "", Picture: 77), await SendAsync(work, offer));
        Assert.Equal(
            new JobItem(Gate, JobResult.Done, null, "it was taken for somebody else a moment before", Picture: 77),
            await SendAsync(work, offer with { IsShared = true }));
        Assert.Null((await SendAsync(work, Refused(RefusalCode.Offline))).Picture);
    }

    [Fact]
    public async Task A_long_reason_is_cut()
    {
        var item = await SendAsync(Reboot, new DeviceReply.Refused(RefusalCode.DeviceRefused, new string('r', 1000), ""));

        Assert.Equal(JobLimits.Reason, item.Reason.Length);
    }

    private static DeviceReply.Refused Refused(RefusalCode code) => new(code, "a reason", "a remedy");

    /// <summary>Null: nobody answers.</summary>
    private Task<JobItem> SendAsync(JobWork work, params object?[] answers)
    {
        var left = new Queue<object?>(answers);
        var sender = new JobSender(
            (message, patience, _) =>
            {
                _sent.Add((message, patience));
                return left.Dequeue() is { } answer ? Task.FromResult(answer) : Task.FromException<object>(new AskTimeoutException("silence"));
            },
            Settings,
            TimeProvider.System);
        return sender.SendAsync(work, Key, Gate, Admin, CancellationToken.None);
    }
}
