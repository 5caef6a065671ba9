using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>
/// A shared database before the first use: waited for while it is away, then looked at. A node goes on only with this program's tables and the keys
/// of the other nodes.
/// </summary>
public sealed class DatabaseStart
{
    /// <summary>Long enough for a database that starts together with its nodes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly StorageSettings _storage;
    private readonly PostgresDatabase _database;
    private readonly SharedKeys _keys;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    /// <exception cref="StorageException">The connection string cannot be used.</exception>
    public DatabaseStart(StorageSettings storage, SharedKeys keys, TimeProvider time, ILogger log)
    {
        _database = new PostgresDatabase(storage.ConnectionString);
        (_storage, _keys, _time, _log) = (storage, keys, time, log);
    }

    /// <summary>For a node: the tables are there, in this program's version, and belong to its keys.</summary>
    /// <exception cref="DatabaseException">It is away for too long, or not as it must be.</exception>
    public Task CheckAsync(CancellationToken stop) => WhenThereAsync(
        async () =>
        {
            await using var db = _database.Open();
            (await SchemaReport.OfAsync(db, stop)).ThrowIfNotCurrent(_database.Name, Schema.Version);
            await KeyCheck.RunAsync(db, _database.Name, _keys.Given, stop);
            if (_keys.Pbm is null)
                await KeyCheck.RequirePbmAsync(db, _database.Name, stop);
        },
        stop);

    /// <summary>
    /// Makes the tables, or brings them to this program's version; sets the keys down that are given, those named in <paramref name="replaced"/> also
    /// where the database knows others.
    /// </summary>
    /// <exception cref="DatabaseException">It is away for too long, or cannot be brought there, or nodes run while keys are to be replaced.</exception>
    public Task MigrateAsync(IReadOnlySet<string> replaced, Action<string> told, CancellationToken stop)
    {
        var database = new PostgresDatabase(_storage.ConnectionString, forMigration: true);
        return WhenThereAsync(
            async () =>
            {
                await new SchemaMigration(database, Schema.Steps, _time).RunAsync(told, stop);
                await using var db = database.Open();
                var given = _keys.Given.ToList();
                var others = given.Where(key => replaced.Contains(key.Name) && key.IsReplaceable).ToList();
                await KeyCheck.RunAsync(db, database.Name, given.Except(others), stop);
                if (others.Count > 0)
                    await new KeyReplacement(database, _time).RunAsync(db, others, told, stop);
            },
            stop);
    }

    private async Task WhenThereAsync(Func<Task> use, CancellationToken stop)
    {
        var began = _time.GetTimestamp();
        while (true)
        {
            try
            {
                await use();
                return;
            }
            catch (PostgresException e) when (!PostgresOutage.Is(e))
            {
                throw Refused(e);
            }
            catch (Exception e) when (PostgresOutage.Is(e))
            {
                var left = Patience - _time.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                    throw new DatabaseException(
                        $"the database {_database.Name} could not be reached for {Patience.TotalSeconds:0} s: {PostgresOutage.Words(e)}. "
                        + "Start it, or look at DeviceCluster:Storage:ConnectionString",
                        e);
                _log.LogWarning(
                    "The database {Database} cannot be reached: {Reason}. Trying for {Seconds:0} s more", _database.Name, PostgresOutage.Words(e), left.TotalSeconds);
                await Task.Delay(Pause, _time, stop);
            }
        }
    }

    private DatabaseException Refused(PostgresException e) => new(
        e.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"the database {_database.Name} does not let {_database.User} in: {e.MessageText}. Look at DeviceCluster:Storage:ConnectionString",
            PostgresErrorCodes.InvalidCatalogName => $"there is no such database: {_database.Name}. Create it, then run 'DeviceCluster.Node migrate'",
            PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName =>
                $"{_database.User} may not do that in the database {_database.Name}: {e.MessageText}. Make it the owner of the database, or grant it the schema",
            _ => $"the database {_database.Name} refused: {e.MessageText} ({e.SqlState})",
        },
        e);
}
