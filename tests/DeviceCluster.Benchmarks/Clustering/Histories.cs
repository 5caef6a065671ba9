using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>
/// A PostgreSQL with one fleet's history, as a node wrote it, twice: one database for ours and a copy for the peer. Most devices have a few events; one of
/// four has a snapshot with some events after it.
/// </summary>
internal sealed class Histories : IAsyncDisposable
{
    public const int Devices = 600;

    private const int FewEvents = 8;
    private const int EventsBehindASnapshot = 56;
    private const int OneOf = 4;

    private readonly PostgresServer _server;

    private Histories(PostgresServer server, string folder) => (_server, Folder) = (server, folder);

    /// <summary>Of the node; with the storage in a database hardly anything is in it.</summary>
    public string Folder { get; }

    public StorageSettings Ours { get; private set; } = new();

    public StorageSettings Peer { get; private set; } = new();

    public IReadOnlyList<DeviceId> All { get; private set; } = [];

    /// <summary>The peer's shards have been told of all devices.</summary>
    public bool PeerRemembers { get; set; }

    public static async Task<Histories> WriteAsync(CancellationToken stop)
    {
        var histories = new Histories(await PostgresServer.StartAsync(), Directory.CreateTempSubdirectory("devicecluster-bench-").FullName);
        try
        {
            await histories.WriteOursAsync(stop);
            // The copy is refused while anybody is connected.
            NpgsqlConnection.ClearAllPools();
            await histories._server.KillBackendsAsync();
            histories.Peer = On(await histories._server.CopyDatabaseAsync("ours", "peer"));
            return histories;
        }
        catch
        {
            await histories.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task WriteOursAsync(CancellationToken stop)
    {
        Ours = On(await _server.CreateDatabaseAsync("ours"));
        await new DatabaseStart(Ours, new SharedKeys(), TimeProvider.System, NullLogger.Instance).MigrateAsync(new HashSet<string>(), _ => { }, stop);
        await using var fleet = await DisabledFleet.StartAsync(Folder, Ours, Devices, stop);
        All = fleet.Devices;
        await fleet.EnrolAsync(stop, number => number % OneOf == 0 ? EventsBehindASnapshot : FewEvents);
        await fleet.UntilListedAsync(stop);
    }

    private static StorageSettings On(string connection) => new() { Provider = StorageProvider.PostgreSql, ConnectionString = connection };
}
