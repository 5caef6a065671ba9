using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using Microsoft.Data.Sqlite;
using static DeviceCluster.Actors.Tests.Storage.Devices;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>The table of device states: written in batches, bounded, honest about what is old.</summary>
public sealed class StatusTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reported_status_is_listed()
    {
        await using var node = await StorageNode.StartAsync(_folder.Path);
        await node.JournalAsync(Gate, OneProved(Gate));

        node.Storage.Report(new StatusChanged(Gate, Online));

        var row = await Row(node, row => row.Phase is not null);
        Assert.Equal((SessionPhase.Online, Noon, "logged in"), (row.Phase, row.Since, row.Reason));
    }

    [Fact]
    public async Task The_state_of_a_node_that_ended_is_unknown_since_then()
    {
        await using (var node = await StorageNode.StartAsync(_folder.Path))
        {
            await node.JournalAsync(Gate, OneProved(Gate));
            node.Storage.Report(new StatusChanged(Gate, Online));
            await Row(node, row => row.Phase is not null);
        }

        await using var again = await StorageNode.StartAsync(_folder.Path);

        var row = await Row(again, _ => true);
        Assert.Null(row.Phase);
        Assert.NotNull(row.Since);
        Assert.StartsWith("unknown since its node ended; it was Online", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_when_the_table_is_back()
    {
        await using var node = await StorageNode.StartAsync(_folder.Path);
        await node.JournalAsync(Gate, OneProved(Gate));
        await Row(node, _ => true);
        Execute("ALTER TABLE device_status RENAME TO elsewhere");

        node.Storage.Report(new StatusChanged(Gate, Online));
        await Eventually.Find(() => Task.FromResult(node.Storage.Returns), returns => returns > 0);
        Execute("ALTER TABLE elsewhere RENAME TO device_status");

        await Row(node, row => row.Phase == SessionPhase.Online);
    }

    [Fact]
    public void The_buffer_keeps_the_latest_of_each_device()
    {
        var buffer = new StatusBuffer(capacity: 2);
        buffer.Put(new StatusChanged(Gate, Online));
        buffer.Put(new StatusChanged(Gate, Online with { Phase = SessionPhase.Backoff }));

        var taken = Assert.Single(buffer.Take(10));

        Assert.Equal(SessionPhase.Backoff, taken.Status!.Phase);
        Assert.Equal(0, buffer.Count);
    }

    [Fact]
    public void The_buffer_holds_so_many_devices_and_counts_what_it_drops()
    {
        var buffer = new StatusBuffer(capacity: 2);
        foreach (var id in new[] { "a", "b", "c", "d" })
            buffer.Put(new StatusChanged(new DeviceId(id), Online));
        buffer.PutBack([new StatusChanged(new DeviceId("e"), Online)]);

        Assert.Equal((2, 3), (buffer.Count, buffer.Dropped));
    }

    [Fact]
    public void What_comes_back_does_not_overwrite_what_is_newer()
    {
        var buffer = new StatusBuffer(capacity: 2);
        buffer.Put(new StatusChanged(Gate, Online));
        var old = buffer.Take(1);
        buffer.Put(new StatusChanged(Gate, Online with { Phase = SessionPhase.Backoff }));

        buffer.PutBack(old);

        Assert.Equal(SessionPhase.Backoff, Assert.Single(buffer.Take(1)).Status!.Phase);
    }

    private static async Task<FleetRow> Row(StorageNode node, Func<FleetRow, bool> isIt) =>
        (await Eventually.Find(
            () => node.Storage.ReadSide.DevicesAsync(CancellationToken.None), rows => rows.Count == 1 && isIt(rows[0])))[0];

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("read-side-1.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
