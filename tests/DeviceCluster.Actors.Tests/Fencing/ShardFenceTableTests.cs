using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Domain.Fencing;
using DeviceCluster.Testing.Postgres;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>The statements on the rows, against a real server.</summary>
[Collection(OnFenceTable.Name)]
public sealed class ShardFenceTableTests(FenceDatabase database)
{
    private const string Here = "here:4053#1";
    private const string There = "there:4053#2";

    [Fact]
    public async Task A_row_is_taken_only_as_it_was_read()
    {
        using var table = new ShardFenceTable(await database.FreshTableAsync());
        var read = table.Read(["17"]).Single();

        Assert.Equal(new FenceRow("17", null, 0, 0), read);
        Assert.True(table.Take(read, Here));
        Assert.False(table.Take(read, There));
        Assert.Equal(new FenceRow("17", Here, 1, 1), table.Read(["17"]).Single());
    }

    [Fact]
    public async Task A_row_whose_owner_beat_meanwhile_is_not_taken()
    {
        using var table = new ShardFenceTable(await database.FreshTableAsync());
        table.Take(table.Read(["17"]).Single(), Here);
        var read = table.Read(["17"]).Single();
        table.Beat(Here, ["17"]);

        Assert.False(table.Take(read, There));
    }

    [Fact]
    public async Task One_beat_is_for_all_rows_and_tells_which_are_still_the_owners()
    {
        var connection = await database.FreshTableAsync();
        using var table = new ShardFenceTable(connection);
        foreach (var row in table.Read(["17", "18", "19"]))
            table.Take(row, Here);
        FenceTables.Give(connection, "18", There);

        var kept = table.Beat(Here, ["17", "18", "19"]);

        Assert.Equal([("17", 1L), ("19", 1L)], kept.OrderBy(row => row.Key).Select(row => (row.Key, row.Value)));
        Assert.Equal([2L, 1L, 2L], table.Read(["17", "18", "19"]).OrderBy(row => row.Shard).Select(row => row.Beat));
    }

    [Fact]
    public async Task A_row_is_freed_by_its_owner_and_epoch_alone()
    {
        using var table = new ShardFenceTable(await database.FreshTableAsync());
        table.Take(table.Read(["17"]).Single(), Here);

        Assert.False(table.Free("17", There, 1));
        Assert.False(table.Free("17", Here, 2));
        Assert.True(table.Free("17", Here, 1));
        Assert.Equal(new FenceRow("17", null, 1, 1), table.Read(["17"]).Single());
    }

    [Fact]
    public async Task What_a_node_that_is_gone_held_is_found_by_its_name_and_released_as_it_was_read()
    {
        using var table = new ShardFenceTable(await database.FreshTableAsync());
        foreach (var row in table.Read(["17", "18"]))
            table.Take(row, There);
        var read = table.ReadOwned([There]);
        table.Beat(There, ["18"]);

        Assert.Equal(["17", "18"], read.Select(row => row.Shard).Order());
        Assert.Equal([true, false], read.OrderBy(row => row.Shard).Select(table.Release));
    }

    [Fact]
    public async Task A_server_that_stands_still_is_given_up_and_found_again()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateDatabaseAsync("fence");
        FenceTables.Make(connection);
        using var table = new ShardFenceTable(connection);
        var read = table.Read(["17"]).Single();
        server.Freeze();

        // A call that never ends would end this test by its limit.
        var given = await Task.Run(() => new[]
        {
            Record.Exception(() => table.Beat(Here, ["17"])), Record.Exception(() => table.Read(["17"])), Record.Exception(() => table.Take(read, Here)),
        }).WaitAsync(Limits.Patience);
        server.Thaw();

        Assert.All(given, Assert.NotNull);
        Assert.Single(table.Read(["17"]));
    }

    [Fact]
    public async Task A_take_that_was_given_up_may_happen_later_and_the_row_says_so()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateDatabaseAsync("fence");
        FenceTables.Make(connection);
        using var table = new ShardFenceTable(connection);
        var read = table.Read(["17"]).Single();
        server.Freeze();
        await Task.Run(() => Record.Exception(() => table.Take(read, Here))).WaitAsync(Limits.Patience);

        server.Thaw();
        await Limits.UntilAsync(() => table.Read(["17"]).Single() == new FenceRow("17", Here, 1, 1));

        Assert.True(table.Take(table.Read(["17"]).Single(), Here));
        Assert.False(table.Free("17", Here, 1));
    }
}
