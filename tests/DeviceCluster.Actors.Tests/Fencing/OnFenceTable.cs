using DeviceCluster.Actors.Fencing;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Testing.Postgres;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.PostgreSQL;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>Tests on one server, one after the other, each with a table of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OnFenceTable : ICollectionFixture<FenceDatabase>
{
    public const string Name = "fence table";
}

/// <summary>A server of those tests, and one of each class that waits for long by itself.</summary>
public sealed class FenceDatabase : PostgresFixture, IAsyncLifetime
{
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>A database with all rows free, and nothing else in it.</summary>
    public async Task<string> FreshTableAsync()
    {
        var connection = await FreshDatabaseAsync();
        FenceTables.Make(connection);
        return connection;
    }
}

/// <summary>What the tests do to the table behind the fence's back.</summary>
internal static class FenceTables
{
    public static void Make(string connection)
    {
        using var db = Open(connection);
        db.CreateTable<ShardFenceRow>();
        db.BulkCopy(Enumerable.Range(0, DeviceShardExtractor.Shards).Select(shard => new ShardFenceRow { Shard = $"{shard}" }));
    }

    public static ShardFenceRow Row(string connection, string shard)
    {
        using var db = Open(connection);
        return db.GetTable<ShardFenceRow>().Single(row => row.Shard == shard);
    }

    /// <summary>As if another node had it.</summary>
    public static void Give(string connection, string shard, string? owner)
    {
        using var db = Open(connection);
        db.GetTable<ShardFenceRow>().Where(row => row.Shard == shard)
            .Set(row => row.Owner, owner).Set(row => row.Epoch, row => row.Epoch + 1).Update();
    }

    private static DataConnection Open(string connection) =>
        new(new DataOptions().UsePostgreSQL($"{connection};Pooling=false", PostgreSQLVersion.v15));
}
