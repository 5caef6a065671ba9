using LinqToDB;
using LinqToDB.Data;
using Npgsql;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>Brings a database to the schema of this program, step by step, under a lock that lets one migration work at a time.</summary>
internal sealed class SchemaMigration(PostgresDatabase database, IReadOnlyList<SchemaStep> steps, TimeProvider time, int lockSeconds = 120)
{
    /// <summary>"DeviceCl" in ASCII: a number no other program takes by chance.</summary>
    private const long LockKey = 0x446576696365436C;

    private int Wanted => steps[^1].Version;

    /// <exception cref="DatabaseException">A newer program was here, another migration does not end, or the tables are not right afterwards.</exception>
    public async Task RunAsync(Action<string> told, CancellationToken stop)
    {
        await using var guard = await LockAsync(stop);
        await using var db = database.Open();
        var before = await SchemaReport.OfAsync(db, stop);
        before.ThrowIfNewer(database.Name, Wanted);
        if (before.Version == Wanted && before.Missing.Count == 0)
        {
            told($"the database {database.Name} is up to date: schema version {before.Version}");
            return;
        }

        // What is missing in the present version is made again; the steps leave alone what is there.
        foreach (var step in steps.Where(step => before.Version is null || step.Version > before.Version || before.Missing.Count > 0))
        {
            await MakeAsync(db, step, stop);
            told($"the database {database.Name} has schema version {step.Version} now: {step.Words}");
        }

        (await SchemaReport.OfAsync(db, stop)).ThrowIfNotCurrent(database.Name, Wanted);
    }

    private async Task MakeAsync(DataConnection db, SchemaStep step, CancellationToken stop)
    {
        await using var all = await db.BeginTransactionAsync(stop);
        await db.CreateTableAsync<SchemaVersionRow>(tableOptions: TableOptions.CreateIfNotExists, token: stop);
        await step.MakeAsync(database, db, stop);
        await db.InsertOrReplaceAsync(new SchemaVersionRow { Version = step.Version, MadeAt = time.GetUtcNow().UtcTicks }, token: stop);
        await all.CommitAsync(stop);
    }

    /// <summary>Held by its connection, so it is gone with the process, however that ends.</summary>
    private async Task<NpgsqlConnection> LockAsync(CancellationToken stop)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({LockKey})", connection) { CommandTimeout = lockSeconds };
            await command.ExecuteNonQueryAsync(stop);
            return connection;
        }
        catch (NpgsqlException e) when (e is { InnerException: TimeoutException } or { SqlState: PostgresErrorCodes.QueryCanceled })
        {
            await connection.DisposeAsync();
            throw new DatabaseException($"another migration of {database.Name} has not ended within {lockSeconds} s: look whether it still runs, then try again", e);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
