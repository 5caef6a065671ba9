using System.Globalization;
using DeviceCluster.Contracts.Akka;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using LinqToDB.Mapping;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>The tables of a shared database, by version. A step that was given out is never changed: another follows it.</summary>
internal static class Schema
{
    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        new(1, "journal, tags, snapshot, devices, device_status, nodes, positions, storage_probe, shard_fences, key_checks", MakeFirstAsync),
        new(2, "name and tags in devices", AddNameAndTagsAsync),
    ];

    public static int Version => Steps[^1].Version;

    /// <summary>Table and columns that this program reads and writes.</summary>
    public static IEnumerable<(string Table, string Column)> Needed => AkkaTables.Columns.Concat(
        from type in Own
        let table = MappingSchema.Default.GetEntityDescriptor(type)
        from column in table.Columns
        select (table.Name.Name, column.ColumnName));

    private static Type[] Own =>
    [
        typeof(SchemaVersionRow), typeof(KeyCheckRow), typeof(NewFenceRow), typeof(StorageProbeRow),
        typeof(DeviceRow), typeof(StatusRow), typeof(NodeRow), typeof(PositionRow),
    ];

    private static async Task MakeFirstAsync(PostgresDatabase database, DataConnection db, CancellationToken stop)
    {
        await MakeAsync<DeviceRow>(db, stop);
        await MakeAsync<StatusRow>(db, stop);
        await MakeAsync<NodeRow>(db, stop);
        await MakeAsync<PositionRow>(db, stop);
        await MakeAsync<StorageProbeRow>(db, stop);
        await MakeAsync<KeyCheckRow>(db, stop);
        await MakeAsync<NewFenceRow>(db, stop);
        await FillAsync(db, stop);
        // After ours: who may not make tables here has been told so by now.
        await AkkaTables.MakeAsync(database, stop);
    }

    // A database of today has them from the first step on.
    private static Task<int> AddNameAndTagsAsync(PostgresDatabase database, DataConnection db, CancellationToken stop) => db.ExecuteAsync(
        "ALTER TABLE devices ADD COLUMN IF NOT EXISTS name varchar(100), ADD COLUMN IF NOT EXISTS tags text", stop);

    // A row that is there already is another migration's, and may have an owner by now.
    private static async Task FillAsync(DataConnection db, CancellationToken stop)
    {
        var known = await db.GetTable<NewFenceRow>().Select(row => row.Shard).ToListAsync(stop);
        var shards = Enumerable.Range(0, DeviceShardExtractor.Shards).Select(n => n.ToString(CultureInfo.InvariantCulture));
        foreach (var shard in shards.Except(known))
            await db.InsertAsync(new NewFenceRow { Shard = shard }, token: stop);
        if (!await db.GetTable<StorageProbeRow>().AnyAsync(stop))
            await db.InsertAsync(new StorageProbeRow { Id = 1 }, token: stop);
    }

    private static Task<ITable<T>> MakeAsync<T>(DataConnection db, CancellationToken stop)
        where T : notnull => db.CreateTableAsync<T>(tableOptions: TableOptions.CreateIfNotExists, token: stop);
}
