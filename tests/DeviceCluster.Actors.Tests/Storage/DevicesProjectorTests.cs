using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using static DeviceCluster.Actors.Tests.Storage.Devices;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>The table of devices follows the journal.</summary>
public sealed class DevicesProjectorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_read_side_that_is_damaged_or_gone_is_made_again_from_the_journal()
    {
        await using (var node = await StorageNode.StartAsync(_folder.Path))
        {
            await node.JournalAsync(Gate, OneProved(Gate));
            await Rows(node, rows => rows.Count == 1);
        }

        File.WriteAllText(_folder.File(NodeStorage.ReadSideFile), new string('x', 5000));
        await using var again = await StorageNode.StartAsync(_folder.Path);

        await Rows(again, rows => rows.Count == 1);
    }

    [Fact]
    public void The_tables_of_an_earlier_version_are_taken_away()
    {
        File.WriteAllText(_folder.File("read-side-1.db"), "of an earlier version");
        File.WriteAllText(_folder.File("read-side-1.db-wal"), "of an earlier version");

        using var storage = NodeStorage.Open(_folder.Path, TimeProvider.System);

        Assert.Equal([NodeStorage.ReadSideFile], Directory.GetFiles(_folder.Path, "read-side-?.db*").Select(Path.GetFileName).Where(name => !name!.Contains("db-")));
    }

    [Fact]
    public async Task A_batch_that_comes_twice_is_written_once()
    {
        using var storage = NodeStorage.Open(_folder.Path, TimeProvider.System);
        var projection = Projection();
        projection.Write([(5, Enrolled(Gate)), (6, new DeviceEvent.Removed(Gate, Noon))]);

        Assert.Equal(6, projection.Write([(5, Enrolled(Gate))]));
        Assert.Equal(6, projection.Position());
        Assert.Empty(await storage.ReadSide.EnrolledAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Rows_and_position_are_written_together_or_not_at_all()
    {
        using var storage = NodeStorage.Open(_folder.Path, TimeProvider.System);
        var projection = Projection();
        var broken = Enrolled(new DeviceId("broken")) with { Address = new DeviceAddress(null!) };

        Assert.ThrowsAny<Exception>(() => projection.Write([(5, Enrolled(Gate)), (6, broken)]));

        Assert.Equal(0, projection.Position());
        Assert.Empty(await storage.ReadSide.EnrolledAsync(CancellationToken.None));
    }

    private DevicesProjection Projection() => new(new SqliteFile(_folder.File(NodeStorage.ReadSideFile)));

    private static Task<IReadOnlyList<FleetRow>> Rows(StorageNode node, Func<IReadOnlyList<FleetRow>, bool> isIt) =>
        Eventually.Find(() => node.Storage.ReadSide.DevicesAsync(CancellationToken.None), isIt);
}
