using System.Collections.Concurrent;
using Akka.Actor;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Jobs;

/// <summary>Jobs on one node, with real device entities and a real journal.</summary>
public sealed class JobNodeTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private static readonly Origin Admin = new("admin", "10.0.0.9");
    private static readonly DeviceId[] Fleet = [.. Enumerable.Range(0, 12).Select(n => new DeviceId($"d{n:00}"))];
    private static readonly HashSet<DeviceId> FirstThree = [.. Fleet.Take(3)];
    private static readonly JobWork Disable = new JobWork.Command(new DeviceCommand.Disable(Fleet[0]));
    private static readonly JobWork Reboot = new JobWork.Order(new ControlOrder.Reboot(Fleet[0]));
    private static readonly JobWork Retry = new JobWork.Command(new DeviceCommand.Retry(Fleet[0]));

    [Fact]
    public async Task A_job_orders_its_work_of_each_device_and_tells_what_came_of_it()
    {
        await using var node = await StartAsync();
        await EnrolAllAsync(node);
        DeviceId[] all = [.. Fleet, new("stranger")];

        var job = await Jobs(node).StartAsync(new("k"), Disable, all, 4, Admin, CancellationToken.None);
        var items = await WatchAsync(node, job);

        Assert.Equal(all.ToHashSet(), items.Select(item => item.Device).ToHashSet());
        Assert.Equal(all.Length, items.Count);
        Assert.All(items.Where(item => item.Device.Value != "stranger"), item => Assert.Equal(JobResult.Done, item.Result));
        Assert.Equal((JobResult.Refused, RefusalCode.NotEnrolled), items.Where(item => item.Device.Value == "stranger").Select(item => (item.Result, item.Code!.Value)).Single());
        foreach (var device in Fleet)
            await node.UntilPhaseAsync(device, SessionPhase.Disabled);
        var listed = Assert.Single(await Jobs(node).ListAsync(10, CancellationToken.None));
        Assert.Equal((job, "disable", Admin, JobPhase.Ended, new JobTally(12, 1, 0, 0)), (listed.Job, listed.Words, listed.By, listed.Phase, listed.Tally));
    }

    [Fact]
    public async Task Who_started_and_who_cancelled_a_job_is_written_down_once()
    {
        await using var node = await StartAsync();
        DoorOf(node, RegionDoor.Mode.Hold);
        var job = await Jobs(node).StartAsync(new("k"), Disable, Fleet, 1, Admin, CancellationToken.None);
        await Jobs(node).StartAsync(new("k"), Disable, Fleet, 1, Admin, CancellationToken.None);
        await Jobs(node).CancelAsync(job, new Origin("guard", "10.0.0.8"), CancellationToken.None);
        await Assert.ThrowsAsync<RefusedException>(() => Jobs(node).CancelAsync(new JobId(99), Admin, CancellationToken.None));

        var trail = node.Services.GetRequiredService<AuditTrail>();
        await Limits.UntilAsync(async () => (await trail.ReadAsync(new AuditFilter(null, null, null, 10), CancellationToken.None)).Count == 3);

        var entries = (await trail.ReadAsync(new AuditFilter(null, null, null, 10), CancellationToken.None)).Reverse().ToArray();
        Assert.Equal(["job 1: disable at 12 devices, 1 at once", "cancel job 1", "cancel job 99"], entries.Select(entry => entry.What));
        Assert.Equal(["admin", "guard", "admin"], entries.Select(entry => entry.By.Who));
        Assert.Equal(["done", "done", "Invalid: there is no job 99"], entries.Select(entry => entry.Result));
    }

    [Fact]
    public async Task A_start_sent_again_under_its_key_starts_nothing_and_other_work_under_it_is_refused()
    {
        await using var node = await StartAsync();
        await EnrolAllAsync(node);
        var first = await Jobs(node).StartAsync(new("k"), Disable, Fleet, 4, Admin, CancellationToken.None);

        var again = await Jobs(node).StartAsync(new("k"), new JobWork.Command(new DeviceCommand.Disable(Fleet[5])), Fleet, 4, Admin, CancellationToken.None);
        var other = await Assert.ThrowsAsync<RefusedException>(
            () => Jobs(node).StartAsync(new("k"), Retry, Fleet, 4, Admin, CancellationToken.None));

        Assert.Equal(first, again);
        Assert.Equal(RefusalCode.Invalid, other.Refusal.Code);
        Assert.Single(await Jobs(node).ListAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task More_devices_than_one_message_holds_are_one_job_and_too_many_are_none()
    {
        await using var node = await StartAsync();
        var (door, _) = DoorOf(node, RegionDoor.Mode.Hold);
        DeviceId[] many = [.. Enumerable.Range(0, 1_234).Select(n => new DeviceId($"m{n}"))];

        var job = await Jobs(node).StartAsync(new("k"), Disable, many, 1, Admin, CancellationToken.None);
        await Jobs(node).CancelAsync(job, Admin, CancellationToken.None);
        door.Tell(RegionDoor.Mode.AnswerDone);
        var items = await WatchAsync(node, job);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Jobs(node).StartAsync(
            new("k2"), Disable, [.. Enumerable.Range(0, JobLimits.Devices + 1).Select(n => new DeviceId($"m{n}"))], 1, Admin, CancellationToken.None));

        Assert.Equal(many.ToHashSet(), items.Select(item => item.Device).ToHashSet());
        Assert.Equal(many.Length, items.Count);
        Assert.Contains("too many for one job", refused.Refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_job_ends_what_it_has_begun_and_leaves_the_others_alone()
    {
        await using var node = await StartAsync();
        await EnrolAllAsync(node);
        var (door, sent) = DoorOf(node, RegionDoor.Mode.Hold);
        var job = await Jobs(node).StartAsync(new("k"), Disable, Fleet, 3, Admin, CancellationToken.None);
        await Limits.UntilAsync(() => sent.Count == 3);

        await Jobs(node).CancelAsync(job, Admin, CancellationToken.None);
        var ending = (await Jobs(node).GetAsync(job, 0, CancellationToken.None)).Job;
        door.Tell(RegionDoor.Mode.Pass);
        var items = await WatchAsync(node, job);

        Assert.Equal((JobPhase.Ending, 3, 9), (ending.Phase, ending.Begun, ending.Tally.Cancelled));
        Assert.Equal(FirstThree, items.Where(item => item.Result == JobResult.Done).Select(item => item.Device).ToHashSet());
        Assert.Equal(3, sent.Count);
        foreach (var device in Fleet)
            Assert.Equal(!FirstThree.Contains(device), (await node.Devices.ReportAsync(device, CancellationToken.None)).Enabled);
    }

    [Fact]
    public async Task A_job_goes_on_after_a_restart_and_what_a_device_has_carried_out_is_not_done_twice()
    {
        JobId job;
        await using (var node = await StartAsync(Settings with { Jobs = new JobSettings { LeaveLimit = TimeSpan.FromMilliseconds(1) } }))
        {
            await EnrolAllAsync(node);
            DoorOf(node, RegionDoor.Mode.LoseAnswers);
            job = await Jobs(node).StartAsync(new("k"), Retry, Fleet, 3, Admin, CancellationToken.None);
            await Limits.UntilAsync(() => Retried().Count == 3);
        }

        await using var next = await StartAsync();
        var items = await WatchAsync(next, job);

        Assert.Equal(Fleet.Length, items.Count);
        Assert.All(items, item => Assert.Equal(JobResult.Done, item.Result));
        Assert.Equal(Fleet.Select(device => $"device-{device}"), Retried());
    }

    [Fact]
    public async Task An_order_over_a_session_that_was_under_way_when_its_keeper_ended_is_not_known_and_not_sent_again()
    {
        await using var node = await StartAsync();
        var (door, sent) = DoorOf(node, RegionDoor.Mode.Hold);
        var job = await Jobs(node).StartAsync(new("k"), Reboot, Fleet, 3, Admin, CancellationToken.None);
        await Limits.UntilAsync(() => sent.Count == 3);

        node.System.ActorSelection("/user/jobs/jobs/*").Tell(PoisonPill.Instance);
        await Limits.UntilAsync(() => sent.Count > 3);
        door.Tell(RegionDoor.Mode.AnswerDone);
        var items = await WatchAsync(node, job);

        Assert.Equal(Fleet.Length, items.Count);
        Assert.Equal(FirstThree, items.Where(item => item.Result == JobResult.Unknown).Select(item => item.Device).ToHashSet());
        Assert.All(items[..3], item => Assert.Equal("not known: the node that gave the order ended", item.Reason));
        Assert.All(items[3..], item => Assert.Equal(JobResult.Done, item.Result));
        Assert.Equal(Fleet.ToHashSet(), sent.Select(message => message.Device).ToHashSet());
        Assert.Equal(Fleet.Length, sent.Count);
    }

    [Fact]
    public async Task What_ended_long_ago_is_read_from_a_snapshot_and_numbers_go_on()
    {
        const int Count = 180;
        await using (var node = await StartAsync())
        {
            DoorOf(node, RegionDoor.Mode.AnswerDone);
            for (var n = 1; n <= Count; n++)
                await StartAndCancelAsync(node, n);
            await Limits.UntilAsync(async () => (await Jobs(node).ListAsync(JobLimits.Ended, CancellationToken.None)).All(job => job.Phase == JobPhase.Ended));
            await Limits.UntilAsync(() => Read("SELECT manifest FROM snapshot WHERE persistence_id = 'jobs'").Contains("b6"));
        }

        Execute("DELETE FROM journal WHERE persistence_id = 'jobs' AND sequence_number <= (SELECT max(sequence_number) FROM snapshot WHERE persistence_id = 'jobs')");
        await using var next = await StartAsync();
        var kept = await Jobs(next).ListAsync(JobLimits.Ended, CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, Count).Reverse(), kept.Select(job => job.Job.Number));
        Assert.All(kept, job => Assert.Equal((JobPhase.Ended, 1), (job.Phase, job.Tally.All)));
        await StartAndCancelAsync(next, Count + 1);
    }

    [Fact]
    public async Task A_job_goes_on_after_its_journal_failed()
    {
        await using var node = await StartAsync();
        await EnrolAllAsync(node);
        var (door, sent) = DoorOf(node, RegionDoor.Mode.Hold);
        var job = await Jobs(node).StartAsync(new("k"), Retry, Fleet, 3, Admin, CancellationToken.None);
        await Limits.UntilAsync(() => sent.Count == 3);
        Execute("ALTER TABLE journal RENAME TO gone");

        var refused = await Assert.ThrowsAsync<RefusedException>(
            () => Jobs(node).StartAsync(new("other"), Retry, Fleet, 3, Admin, CancellationToken.None));
        Execute("ALTER TABLE gone RENAME TO journal");
        door.Tell(RegionDoor.Mode.Pass);
        var items = await WatchAsync(node, job);

        Assert.Equal(RefusalCode.StorageUnavailable, refused.Refusal.Code);
        Assert.Equal(Fleet.Length, items.Count);
        Assert.All(items, item => Assert.Equal(JobResult.Done, item.Result));
        Assert.Equal(Fleet.Select(device => $"device-{device}"), Retried());
    }

    [Fact]
    public async Task A_password_in_the_work_of_a_job_is_in_no_journal()
    {
        await using var node = await StartAsync();
        await EnrolAllAsync(node);

        var job = await Jobs(node).StartAsync(
            new("k"), new JobWork.Command(new DeviceCommand.SetCredential(Fleet[0], "root", new Secret("canary-77"))), Fleet, 4, Admin, CancellationToken.None);
        var items = await WatchAsync(node, job);

        Assert.All(items, item => Assert.Equal(JobResult.Done, item.Result));
        foreach (var device in Fleet)
            Assert.Equal("root", (await node.Devices.ReportAsync(device, CancellationToken.None)).User);
        Assert.Equal(["1"], Read("SELECT count(*) FROM journal WHERE manifest = 'b1'"));
        Assert.Equal(["0"], Read("SELECT count(*) FROM journal WHERE instr(message, CAST('canary-77' AS BLOB)) > 0"));
    }

    private static async Task StartAndCancelAsync(TestNode node, int number)
    {
        var job = await Jobs(node).StartAsync(new($"k-{number}"), Disable, [new($"nobody-{number}")], 1, Admin, CancellationToken.None);
        Assert.Equal(new JobId(number), job);
        try
        {
            await Jobs(node).CancelAsync(job, Admin, CancellationToken.None);
        }
        catch (RefusedException e) when (e.Refusal.Reason.Contains("has ended already", StringComparison.Ordinal))
        {
            // It was faster.
        }
    }

    private List<string> Retried() => Read("SELECT persistence_id FROM journal WHERE manifest = 'e9' ORDER BY persistence_id");

    /// <summary>From now on all that the node sends to devices goes through the door. What is sent is in the queue.</summary>
    private static (IActorRef Door, ConcurrentQueue<IForDevice> Sent) DoorOf(TestNode node, RegionDoor.Mode mode)
    {
        var sent = new ConcurrentQueue<IForDevice>();
        var region = node.Parts.Region;
        node.Parts.Region = node.System.ActorOf(Props.Create(() => new RegionDoor(region, mode, sent)));
        return (node.Parts.Region, sent);
    }

    private static JobGateway Jobs(TestNode node) => node.Services.GetRequiredService<JobGateway>();

    private static async Task EnrolAllAsync(TestNode node)
    {
        foreach (var device in Fleet)
            await EnrolAsync(node, device);
    }

    private static async Task<List<JobItem>> WatchAsync(TestNode node, JobId job)
    {
        using var limit = new CancellationTokenSource(2 * Limits.Patience);
        var items = new List<JobItem>();
        await foreach (var page in Jobs(node).WatchAsync(job, limit.Token))
            items.AddRange(page.Items);
        return items;
    }

    private List<string> Read(string sql)
    {
        using var journal = Open();
        using var command = new SqliteCommand(sql, journal);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add($"{reader.GetValue(0)}");
        return rows;
    }

    private void Execute(string sql)
    {
        using var journal = Open();
        using var command = new SqliteCommand(sql, journal);
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var journal = new SqliteConnection($"Data Source={Path.Combine(Data, "journal.db")};Pooling=False");
        journal.Open();
        return journal;
    }
}
