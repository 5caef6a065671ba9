using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using Npgsql;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>
/// The keys that all nodes on a database must have alike, as it knows them: what a key makes of a fixed text. The first who brings a key sets it
/// down; who brings another is refused.
/// </summary>
internal static class KeyCheck
{
    public static async Task RunAsync(DataConnection db, string database, IEnumerable<SharedKey> keys, CancellationToken stop)
    {
        foreach (var key in keys)
            await RunAsync(db, database, key, stop);
    }

    /// <summary>A node that would make a pbm secret of its own does not belong to nodes that share one.</summary>
    public static async Task RequirePbmAsync(DataConnection db, string database, CancellationToken stop)
    {
        if (await FindAsync(db, SharedKey.Pbm, stop) is { } known)
            throw new DatabaseException(
                $"the database {database} belongs to the pbm secret {known.KeyId}, and this node has none: give it by DeviceCluster:Pbm:Secret");
    }

    private static async Task RunAsync(DataConnection db, string database, SharedKey key, CancellationToken stop)
    {
        var row = key.Row();
        var known = await FindAsync(db, key.Name, stop);
        if (known is null)
        {
            await SetDownAsync(db, database, key, row, stop);
            known = await FindAsync(db, key.Name, stop);
        }

        if (known?.Proof != row.Proof)
            throw new DatabaseException(
                $"the database {database} belongs to the {key.Words} {known?.KeyId}, and this node has {key.Id}: "
                + $"give all nodes the {key.Words} {known?.KeyId} by DeviceCluster:{key.Setting}"
                + (key.IsReplaceable ? $"; to change it, stop all nodes and run 'DeviceCluster.Node migrate --replace {key.Name}' with the new one" : ""));
    }

    private static Task<KeyCheckRow?> FindAsync(DataConnection db, string name, CancellationToken stop) =>
        db.GetTable<KeyCheckRow>().Where(row => row.KeyName == name).FirstOrDefaultAsync(stop);

    // Of several that come first at once, one does.
    private static async Task SetDownAsync(DataConnection db, string database, SharedKey key, KeyCheckRow row, CancellationToken stop)
    {
        try
        {
            await db.GetTable<KeyCheckRow>().InsertOrUpdateAsync(
                () => new KeyCheckRow { KeyName = row.KeyName, KeyId = row.KeyId, Proof = row.Proof }, null, stop);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseException(
                $"the database {database} does not know the {key.Words} yet, and this account may not set it down: "
                + "run 'DeviceCluster.Node migrate' with the keys and the pbm secret of the nodes",
                e);
        }
    }
}
