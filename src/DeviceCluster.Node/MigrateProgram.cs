using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using DeviceCluster.Node.Configuration;
using Serilog.Extensions.Logging;

namespace DeviceCluster.Node;

/// <summary>The verb <c>migrate</c>: makes the tables of a shared database, or brings them to this program's version, says what it did, and ends.</summary>
internal static class MigrateProgram
{
    public const string Verb = "migrate";

    public static async Task<int> RunAsync(NodeSettings settings, MigrateOrder order, Serilog.ILogger log, TextWriter output, TimeProvider time, CancellationToken stop)
    {
        if (settings.Storage.Provider != StorageProvider.PostgreSql)
            throw new NodeFault(
                ExitCode.WrongOptions,
                "migrate is for PostgreSQL: set DeviceCluster:Storage:Provider to PostgreSql and DeviceCluster:Storage:ConnectionString; files of SQLite are made by the node itself");
        order.RequireKeys(settings);
        using var logs = new SerilogLoggerFactory(log);
        var database = new DatabaseStart(settings.Storage, NodeKeys.Shared(settings), time, logs.CreateLogger<DatabaseStart>());
        await database.MigrateAsync(order.Replaced, words => output.WriteLine($"migrate: {words}"), stop);
        await output.FlushAsync(CancellationToken.None);
        return ExitCode.Stopped;
    }
}
