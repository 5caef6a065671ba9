using Akka.Actor;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Audit;

/// <summary>Orders that were answered can be read afterwards, with who gave them.</summary>
public sealed class AuditTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private static readonly Origin Operator = new("operator", "10.0.0.9");

    [Fact]
    public async Task Orders_are_written_down_with_who_gave_them_what_they_were_and_what_came_of_them()
    {
        Library.Answers.Control = _ => { };
        await using var node = await OnlineAsync();

        await OrderAsync(node, new DeviceCommand.SetCredential(Gate, "admin", new Secret("canary-password")));
        await OrderAsync(node, new DeviceCommand.Enrol(Gate, new DeviceAddress("10.0.0.8"), "root", new Secret("canary-password"), Serial: null));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        await node.Parts.Region.Ask<object>(new SessionOrder(new ControlOrder.Reboot(Gate), Operator), Limits.Patience);

        var entries = await FindAsync(node, new AuditFilter(Gate, "operator", Since: null, Limit: 10), count: 3);
        Assert.Equal(["reboot", "enrol 10.0.0.8:37777 as root", "set credential of admin"], entries.Select(entry => entry.What));
        Assert.Equal("done", entries[0].Result);
        Assert.StartsWith("AlreadyEnrolled: ", entries[1].Result, StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.Equal((Operator, node.Parts.NodeName), (entry.By, entry.Node)));
        Assert.DoesNotContain(entries, entry => $"{entry}".Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_end_of_a_live_view_is_written_down_and_its_refusal_too()
    {
        await using var node = await OnlineAsync();

        await node.Devices.LiveAsync(new LiveCommand.Close(Gate, 2, StreamKind.Extra1) { By = Operator }, CancellationToken.None);
        await node.Devices.LiveAsync(new LiveCommand.Close(new DeviceId("nobody"), 1, StreamKind.Main) { By = Operator }, CancellationToken.None);

        var entries = await FindAsync(node, new AuditFilter(null, "operator", Since: null, Limit: 10), count: 2);
        Assert.Equal(
            [("nobody", "close the live view Main of channel 1", "NotEnrolled"), ("gate", "close the live view Extra1 of channel 2", "done")],
            entries.Select(entry => (entry.Device?.Value, entry.What, entry.Result.Split(':')[0])));
    }

    [Fact]
    public async Task An_order_that_nobody_gave_is_refused_and_written_down_as_such()
    {
        await using var node = await OnlineAsync();

        Assert.IsType<DeviceReply.Refused>(await node.Parts.Region.Ask<object>(new ControlOrder.Reboot(Gate), Limits.Patience));

        // The enrolment did not say it either.
        var entries = await FindAsync(node, new AuditFilter(Gate, AuditLog.Unsaid.Who, Since: null, Limit: 10), count: 2);
        Assert.Equal(("reboot", "Invalid"), (entries[0].What, entries[0].Result.Split(':')[0]));
    }

    [Fact]
    public async Task A_live_view_that_is_not_opened_is_written_down_wherever_it_is_refused()
    {
        await using var node = await OnlineAsync();
        await node.Devices.LiveAsync(new LiveCommand.Open(Gate, 99, StreamKind.Main) { By = Operator }, CancellationToken.None);
        await node.Devices.LiveAsync(new LiveCommand.Open(new DeviceId("nobody"), 1, StreamKind.Main) { By = Operator }, CancellationToken.None);

        var entries = await FindAsync(node, new AuditFilter(null, "operator", Since: null, Limit: 10), count: 2);
        Assert.Equal(
            [("nobody", "open the live view Main of channel 1", "NotEnrolled"), ("gate", "open the live view Main of channel 99", "Invalid")],
            entries.Select(entry => (entry.Device?.Value, entry.What, entry.Result.Split(':')[0])));
    }

    [Fact]
    public async Task An_order_of_the_last_moment_is_written_down_before_the_node_has_ended()
    {
        await using (var node = await OnlineAsync())
        {
            node.Cluster.NoteLeaving(Operator);
            await node.StopAsync();
        }

        await using var later = await StartAsync();
        var entry = Assert.Single(await later.Parts.Storage.AuditTrail.ReadAsync(new AuditFilter(null, "operator", null, 10), CancellationToken.None));
        Assert.StartsWith("cluster leave akka", entry.What, StringComparison.Ordinal);
        Assert.Equal("ordered", entry.Result);
    }

    [Fact]
    public async Task They_are_found_by_device_by_who_and_by_time_the_newest_first()
    {
        await using var node = await StartAsync();
        var audit = node.Parts.Storage.Audit;
        var yard = new DeviceId("yard");
        audit.Record(Gate, Operator, "one", refusal: null);
        audit.Record(yard, new Origin("other", "console"), "two", refusal: null);
        audit.Record(device: null, Operator, "three", refusal: null);

        Assert.Equal(3, (await FindAsync(node, new AuditFilter(null, null, null, 10), count: 3)).Count);
        Assert.Equal(["two"], (await FindAsync(node, new AuditFilter(yard, null, null, 10), count: 1)).Select(entry => entry.What));
        Assert.Equal(["one", "three"], (await FindAsync(node, new AuditFilter(null, "operator", null, 10), count: 2)).Select(entry => entry.What).Order());
        Assert.Single(await FindAsync(node, new AuditFilter(null, null, null, Limit: 1), count: 1));
        Assert.Empty(await FindAsync(node, new AuditFilter(null, null, node.Parts.Now + TimeSpan.FromMinutes(1), 10), count: 0));
    }

    [Fact]
    public void What_finds_no_room_is_counted()
    {
        var log = new AuditLog(capacity: 2, TimeProvider.System);
        for (var i = 0; i < 5; i++)
            log.Record(Gate, Operator, $"{i}", refusal: null);

        Assert.Equal((3L, 2), (log.Dropped, log.Count));
        Assert.Equal(["0", "1"], log.Oldest(10).Select(entry => entry.What));
        log.Forget(1);
        Assert.Equal(["1"], log.Oldest(10).Select(entry => entry.What));
    }

    [Fact]
    public void Entries_of_one_moment_stay_in_the_order_in_which_they_came()
    {
        var log = new AuditLog(capacity: 1_000, new FakeTimeProvider());
        for (var i = 0; i < 1_000; i++)
            log.Record(Gate, Operator, $"{i}", refusal: null);

        var entries = log.Oldest(1_000);
        Assert.Equal(entries, entries.OrderBy(entry => entry.Id.ToString("N"), StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Equal(7, entry.Id.Version));
    }

    [Fact]
    public async Task A_batch_that_is_written_again_stands_there_once_and_what_is_too_old_goes()
    {
        var file = new SqliteFile(Path.Combine(Data, "audit.db"));
        await using (await StartAsync())
        {
            // The node makes the table.
        }

        var log = new AuditLog(capacity: 10, TimeProvider.System);
        log.Record(Gate, Operator, "one", refusal: null);
        log.Record(Gate, Operator, "two", refusal: null);
        var table = new AuditTable(file);
        table.Write(log.Oldest(1), again: false);
        table.Write(log.Oldest(2), again: true);

        Assert.Equal(["one", "two"], table.Read(new AuditFilter(null, null, null, 10)).Select(entry => entry.What).Order());
        Assert.Equal(0, table.DeleteBefore(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(1)));
        Assert.Equal(2, table.DeleteBefore(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(1)));
        file.ReleaseConnections();
    }

    private static Task<DeviceReply> OrderAsync(TestNode node, DeviceCommand command) =>
        node.Devices.TellAsync(new DeviceOrder(OrderKey.New(), command) { By = Operator }, CancellationToken.None);

    private static async Task<IReadOnlyList<AuditEntry>> FindAsync(TestNode node, AuditFilter filter, int count)
    {
        IReadOnlyList<AuditEntry> found = [];
        await Limits.UntilAsync(async () => (found = await node.Parts.Storage.AuditTrail.ReadAsync(filter, CancellationToken.None)).Count == count);
        return found;
    }
}
