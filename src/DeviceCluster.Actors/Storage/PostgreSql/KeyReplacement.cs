using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>
/// Sets other keys down in place of those a database knows. While it looks for nodes none can pass its own check: who read the old key has a
/// connection that is seen, who comes now waits for the table.
/// </summary>
internal sealed class KeyReplacement(PostgresDatabase database, TimeProvider time)
{
    /// <summary>A server notices a moment later that a process has ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <exception cref="DatabaseException">Nodes are connected.</exception>
    public async Task RunAsync(DataConnection db, IReadOnlyList<SharedKey> keys, Action<string> told, CancellationToken stop)
    {
        await using var all = await db.BeginTransactionAsync(stop);
        await db.ExecuteAsync("LOCK TABLE key_checks IN ACCESS EXCLUSIVE MODE", stop);
        await RefuseWhileNodesRunAsync(db, stop);
        var words = new List<string>();
        foreach (var row in keys.Select(key => key.Row()))
        {
            var before = await db.GetTable<KeyCheckRow>().Where(known => known.KeyName == row.KeyName).FirstOrDefaultAsync(stop);
            await db.InsertOrReplaceAsync(row, token: stop);
            words.Add($"the database {database.Name} belongs to the {keys.Single(key => key.Name == row.KeyName).Words} {row.KeyId} now; before, to {before?.KeyId ?? "none"}");
        }
        await all.CommitAsync(stop);
        words.ForEach(told);
    }

    private async Task RefuseWhileNodesRunAsync(DataConnection db, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (await NodesAsync(db, stop) is { Count: > 0 } pids)
        {
            if (time.GetElapsedTime(began) >= Patience)
                throw new DatabaseException(
                    $"nodes are connected to the database {database.Name} (backends {string.Join(", ", pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture)))} of pg_stat_activity): "
                    + "stop all nodes, then replace their keys. Of a machine that is off, end the backend by pg_terminate_backend");
            await Task.Delay(Pause, time, stop);
        }
    }

    private async Task<List<int>> NodesAsync(DataConnection db, CancellationToken stop)
    {
        // Within a transaction the server shows the same moment again and again.
        await db.ExecuteAsync("SELECT pg_stat_clear_snapshot()", stop);
        var nodes = database.NodesName;
        return await db.GetTable<BackendRow>().Where(row => row.Database == database.Catalog && row.Application == nodes).Select(row => row.Pid).ToListAsync(stop);
    }
}
