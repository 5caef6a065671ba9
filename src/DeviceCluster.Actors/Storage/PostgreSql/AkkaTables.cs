using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence;
using Akka.Persistence.Sql;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>
/// The tables of Akka's journal and snapshots. Akka makes them itself, in an actor system that does nothing else: so they are the ones its version
/// works on.
/// </summary>
internal static class AkkaTables
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static IEnumerable<(string Table, string Column)> Columns =>
    [
        .. Of("journal", "ordering created deleted persistence_id sequence_number message manifest identifier writer_uuid"),
        .. Of("tags", "ordering_id tag sequence_nr persistence_id"),
        .. Of("snapshot", "persistence_id sequence_number created snapshot manifest serializer_id"),
    ];

    /// <exception cref="DatabaseException">They were not made in time.</exception>
    public static async Task MakeAsync(PostgresDatabase database, CancellationToken stop)
    {
        var system = ActorSystem.Create("migrate", Settings(database));
        try
        {
            var persistence = Persistence.Instance.Apply(system);
            // Both hold what they are asked back until their tables are there.
            await persistence.JournalFor(null).Ask<object>(asker => new ReplayMessages(1, 1, 1, "none", asker), Limit, stop);
            await persistence.SnapshotStoreFor(null).Ask<object>(new LoadSnapshot("none", SnapshotSelectionCriteria.Latest, 1), Limit, stop);
        }
        catch (AskTimeoutException e)
        {
            throw new DatabaseException(
                $"the tables of the journal were not made in {database.Name} within {Limit.TotalSeconds:0} s. "
                + $"Look whether {database.User} may create tables there, and into the log of the database",
                e);
        }
        finally
        {
            await system.Terminate().WaitAsync(Limit, CancellationToken.None);
        }
    }

    private static IEnumerable<(string Table, string Column)> Of(string table, string columns) => columns.Split(' ').Select(column => (table, column));

    private static Config Settings(PostgresDatabase database) => ConfigurationFactory.ParseString(
        $$"""
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.persistence {
          journal.plugin = "akka.persistence.journal.sql"
          journal.sql {
            {{Plugin(database)}}
          }
          snapshot-store.plugin = "akka.persistence.snapshot-store.sql"
          snapshot-store.sql {
            {{Plugin(database)}}
          }
        }
        """).WithFallback(SqlPersistence.DefaultConfiguration);

    private static string Plugin(PostgresDatabase database) =>
        $"{database.PluginHocon}\nmaterializer-dispatcher = {"akka.actor.default-dispatcher".ToHocon()}\nauto-initialize = on";
}
