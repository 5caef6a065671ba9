using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using static DeviceCluster.Actors.Tests.Storage.Devices;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>What a storage does, whichever database is below it.</summary>
public abstract class StorageContractTests : IDisposable
{
    private readonly TempFolder _folder = new();

    protected DeviceClusterSettings Settings => TestNode.Settings(_folder.Path);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<DeviceClusterSettings> FreshAsync();

    protected abstract Task RenameAsync(DeviceClusterSettings settings, string table, string name);

    [Fact]
    public async Task A_device_is_remembered_over_a_restart_from_its_snapshot_and_from_its_events()
    {
        var settings = await FreshAsync();
        await using (var node = await StorageNode.StartAsync(settings))
            await node.JournalAsync(Gate, OneProved(Gate));

        await using var again = await StorageNode.StartAsync(settings);
        var state = await again.JournalAsync(Gate, new DeviceEvent.Disabled(Gate, Noon));

        Assert.True(state is { IsEnrolled: true, Enabled: false, PinnedSerial: "4K01", Standing: CredentialStanding.Proved });
    }

    [Fact]
    public async Task What_is_journaled_is_listed_and_what_is_removed_is_not()
    {
        var other = new DeviceId("other");
        await using var node = await StorageNode.StartAsync(await FreshAsync());
        await node.JournalAsync(Gate, [.. OneProved(Gate), new DeviceEvent.AddressChanged(Gate, new DeviceAddress("10.0.0.8", 37778), Noon)]);
        await node.JournalAsync(other, OneProved(other));
        await node.JournalAsync(other, new DeviceEvent.Removed(other, Noon));
        await node.JournalAsync(Gate, new DeviceEvent.Disabled(Gate, Noon));

        var row = Assert.Single(await Rows(node, rows => rows is [{ Enabled: false }]));

        Assert.Equal((Gate, new DeviceAddress("10.0.0.8", 37778)), (row.Device, row.Address));
        Assert.Equal(("4K01", 4, 31), (row.Serial, row.Channels, row.DeviceType));
        Assert.Equal([Gate], await node.Storage.ReadSide.EnrolledAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_device_is_listed_with_its_name_and_its_tags_until_it_is_enrolled_anew()
    {
        await using var node = await StorageNode.StartAsync(await FreshAsync());
        var tags = DeviceTags.Of([KeyValuePair.Create("site", "Köln \"3\""), KeyValuePair.Create("duty", "")]);
        await node.JournalAsync(Gate, [.. OneProved(Gate), new DeviceEvent.Renamed(Gate, "Tor im Hof", Noon), new DeviceEvent.Tagged(Gate, tags, Noon)]);

        var row = Assert.Single(await Rows(node, rows => rows is [{ Tags.IsEmpty: false }]));
        await node.JournalAsync(Gate, new DeviceEvent.Tagged(Gate, DeviceTags.None, Noon));
        await Rows(node, rows => rows is [{ Name: "Tor im Hof", Tags.IsEmpty: true }]);
        await node.JournalAsync(Gate, [new DeviceEvent.Removed(Gate, Noon), Enrolled(Gate) with { CredentialVersion = 2 }]);

        Assert.Equal("Tor im Hof", row.Name);
        Assert.Equal(tags, row.Tags);
        await Rows(node, rows => rows is [{ Name: null }]);
    }

    [Fact]
    public async Task After_a_restart_the_list_is_kept_from_where_it_was()
    {
        var other = new DeviceId("other");
        var settings = await FreshAsync();
        await using (var node = await StorageNode.StartAsync(settings))
        {
            await node.JournalAsync(Gate, OneProved(Gate));
            await Rows(node, rows => rows.Count == 1);
        }

        await using var again = await StorageNode.StartAsync(settings);
        await again.JournalAsync(other, OneProved(other));

        Assert.Equal([Gate, other], (await Rows(again, rows => rows.Count == 2)).Select(row => row.Device));
    }

    [Fact]
    public async Task A_reported_status_is_listed_and_is_unknown_after_its_node_ended()
    {
        var settings = await FreshAsync();
        await using (var node = await StorageNode.StartAsync(settings))
        {
            await node.JournalAsync(Gate, OneProved(Gate));
            node.Storage.Report(new StatusChanged(Gate, Online));
            var known = Assert.Single(await Rows(node, rows => rows is [{ Phase: not null }]));
            Assert.Equal((SessionPhase.Online, Noon, "logged in"), (known.Phase, known.Since, known.Reason));
        }

        await using var again = await StorageNode.StartAsync(settings);

        var row = Assert.Single(await Rows(again, rows => rows is [{ Phase: null, Since: not null }]));
        Assert.StartsWith("unknown since its node ended; it was Online", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_could_not_be_written_is_written_when_its_table_is_back()
    {
        var settings = await FreshAsync();
        await using var node = await StorageNode.StartAsync(settings);
        await node.JournalAsync(Gate, OneProved(Gate));
        await Rows(node, rows => rows.Count == 1);
        await RenameAsync(settings, "device_status", "elsewhere");

        node.Storage.Report(new StatusChanged(Gate, Online));
        await Eventually.Find(() => Task.FromResult(node.Storage.Returns), returns => returns > 0);
        await RenameAsync(settings, "elsewhere", "device_status");

        await Rows(node, rows => rows is [{ Phase: SessionPhase.Online }]);
    }

    [Fact]
    public async Task Words_that_no_column_takes_stop_no_batch()
    {
        await using var node = await StorageNode.StartAsync(await FreshAsync());
        await node.JournalAsync(Gate, OneProved(Gate));
        // A zero, half of a pair, and a whole pair just where the longest reason is cut.
        var words = "a\0b\uD83D" + new string('x', 995) + "\U0001F4F7\U0001F4F7";

        node.Storage.Report(new StatusChanged(Gate, Online with { Reason = words }));

        var row = Assert.Single(await Rows(node, rows => rows is [{ Phase: not null }]));
        Assert.StartsWith("a\uFFFDb\uFFFDxxx", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shut_gate_is_opened_by_the_first_write_that_works()
    {
        await using var node = await StorageNode.StartAsync(await FreshAsync());

        node.Storage.Health.Failed(new IOException("disk full"));

        Assert.False(node.Storage.Health.IsOpen);
        Assert.EndsWith("disk full", node.Storage.Health.Reason, StringComparison.Ordinal);
        await Eventually.Find(() => Task.FromResult(node.Storage.Health.IsOpen), open => open);
    }

    private protected static Task<IReadOnlyList<FleetRow>> Rows(StorageNode node, Func<IReadOnlyList<FleetRow>, bool> isIt) =>
        Eventually.Find(() => node.Storage.ReadSide.DevicesAsync(CancellationToken.None), isIt);
}
