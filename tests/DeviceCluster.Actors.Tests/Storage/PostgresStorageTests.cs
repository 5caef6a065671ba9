using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using DeviceCluster.Contracts.Devices;
using static DeviceCluster.Actors.Tests.Storage.Devices;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>The contract of the storage, on PostgreSQL, and what only a database has that nodes share.</summary>
[Collection(OnPostgres.Name)]
public sealed class PostgresStorageTests(SharedPostgres postgres) : StorageContractTests
{
    private const string ProjectorPath = "/user/devices-projector/devices-projector";

    protected override async Task<DeviceClusterSettings> FreshAsync() => Settings with { Storage = await postgres.MigratedAsync() };

    protected override Task RenameAsync(DeviceClusterSettings settings, string table, string name) =>
        settings.Storage.ExecuteAsync($"ALTER TABLE {table} RENAME TO {name}");

    [Fact]
    public async Task Events_and_snapshots_are_stored_by_our_serializer_with_their_manifests()
    {
        var settings = await FreshAsync();
        await using var node = await StorageNode.StartAsync(settings);
        await node.JournalAsync(Gate, OneProved(Gate));

        Assert.Equal(["e1:7001", "e4:7001", "e5:7001"], await settings.Storage.ReadAsync("SELECT manifest || ':' || identifier FROM journal ORDER BY ordering"));
        Assert.Equal(["s1:7001"], await settings.Storage.ReadAsync("SELECT manifest || ':' || serializer_id FROM snapshot"));
        Assert.Equal(["device", "device"], await settings.Storage.ReadAsync("SELECT tag FROM tags"));
    }

    [Fact]
    public async Task A_node_makes_no_table_by_itself()
    {
        var settings = Settings with
        {
            Storage = new StorageSettings { Provider = StorageProvider.PostgreSql, ConnectionString = await postgres.FreshDatabaseAsync() },
        };
        await using var node = await StorageNode.StartAsync(settings);

        var journaled = node.JournalAsync(Gate, OneProved(Gate));
        node.Storage.Report(new StatusChanged(Gate, Online));
        await Eventually.Find(() => Task.FromResult(node.Storage.Returns), returns => returns > 1);

        Assert.False(journaled.IsCompletedSuccessfully);
        Assert.Empty(await settings.Storage.ReadAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"));
    }

    [Fact]
    public async Task Of_two_nodes_one_keeps_the_list_and_the_other_goes_on_after_it()
    {
        var (other, third) = (new DeviceId("other"), new DeviceId("third"));
        var settings = await FreshAsync();
        var first = await StorageNode.StartAsync(settings);
        await using var second = await StorageNode.StartAsync(settings, first);
        await first.JournalAsync(Gate, OneProved(Gate));
        await second.JournalAsync(other, OneProved(other));
        await Rows(second, rows => rows.Count == 2);
        Assert.True(await RunsAsync(first, ProjectorPath));
        Assert.False(await RunsAsync(second, ProjectorPath));

        await first.DisposeAsync();
        await second.JournalAsync(third, OneProved(third));

        await Rows(second, rows => rows.Count == 3);
        Assert.True(await RunsAsync(second, ProjectorPath));
    }

    [Fact]
    public async Task The_state_of_another_nodes_device_is_known_while_that_node_lives()
    {
        var settings = await FreshAsync();
        var first = await StorageNode.StartAsync(settings);
        await using var second = await StorageNode.StartAsync(settings, first);
        await first.JournalAsync(Gate, OneProved(Gate));
        first.Storage.Report(new StatusChanged(Gate, Online));

        var known = Assert.Single(await Rows(second, rows => rows is [{ Phase: SessionPhase.Online }]));
        await first.DisposeAsync();
        var unknown = Assert.Single(await Rows(second, rows => rows is [{ Phase: null }]));

        Assert.NotEqual(second.Name, known.Node);
        Assert.Equal(known.Node, unknown.Node);
        Assert.NotNull(unknown.Since);
    }

    [Fact]
    public async Task A_start_that_is_gone_is_forgotten_when_no_row_tells_of_it_any_more()
    {
        var settings = await FreshAsync();
        await using (var node = await StorageNode.StartAsync(settings))
        {
            await node.JournalAsync(Gate, OneProved(Gate));
            node.Storage.Report(new StatusChanged(Gate, Online));
            await Rows(node, rows => rows is [{ Phase: not null }]);
        }

        await using var again = await StorageNode.StartAsync(settings);
        await Eventually.Find(() => settings.Storage.ReadAsync("SELECT node FROM nodes"), nodes => nodes.Count == 2);
        again.Storage.Report(new StatusChanged(Gate, Online));

        Assert.Equal([again.Name], await Eventually.Find(() => settings.Storage.ReadAsync("SELECT node FROM nodes"), nodes => nodes.Count == 1));
    }

    [Fact]
    public async Task Two_who_keep_the_list_at_once_write_each_event_once_and_never_go_back()
    {
        var settings = await FreshAsync();
        var projection = new DevicesProjection(new PostgresDatabase(settings.Storage.ConnectionString));
        var other = new DevicesProjection(new PostgresDatabase(settings.Storage.ConnectionString));
        projection.Write([(1, Enrolled(Gate))]);
        (long, DeviceEvent) Moved(int n) => (n, new DeviceEvent.AddressChanged(Gate, new DeviceAddress("10.0.0.9", n), Noon));

        await Task.WhenAll(
            Enumerable.Range(2, 40).Select(n => Task.Run(() => (n % 2 == 0 ? projection : other).Write(Enumerable.Range(2, n - 1).Select(Moved)))));

        Assert.Equal(41, projection.Position());
        Assert.Equal(["41"], await settings.Storage.ReadAsync("SELECT port FROM devices"));
    }

    [Fact]
    public async Task A_journal_set_back_without_its_tables_is_read_from_its_beginning()
    {
        var settings = await FreshAsync();
        await using (var node = await StorageNode.StartAsync(settings))
        {
            await node.JournalAsync(Gate, OneProved(Gate));
            await Rows(node, rows => rows.Count == 1);
        }

        await settings.Storage.ExecuteAsync("UPDATE devices SET device = 'elsewhere'; UPDATE positions SET position = 4711");
        await using var again = await StorageNode.StartAsync(settings);

        await Rows(again, rows => rows is [{ Device.Value: "gate" }]);
    }

    private static async Task<bool> RunsAsync(StorageNode node, string path)
    {
        try
        {
            await node.System.ActorSelection(path).ResolveOne(TimeSpan.FromSeconds(5));
            return true;
        }
        catch (Akka.Actor.ActorNotFoundException)
        {
            return false;
        }
    }
}
