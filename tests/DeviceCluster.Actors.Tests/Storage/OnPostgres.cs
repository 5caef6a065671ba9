using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>Tests on one PostgreSQL, one after the other, each in a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<SharedPostgres>
{
    public const string Name = "PostgreSQL";
}

/// <summary>A server of those tests, and one of each class that waits for long by itself.</summary>
public sealed class SharedPostgres : PostgresFixture, IAsyncLifetime
{
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>A fresh database with the tables of this program.</summary>
    public async Task<StorageSettings> MigratedAsync()
    {
        var settings = new StorageSettings { Provider = StorageProvider.PostgreSql, ConnectionString = await FreshDatabaseAsync() };
        await settings.MigrateAsync();
        return settings;
    }
}

/// <summary>What tests do with a database before its first node.</summary>
internal static class DatabaseSteps
{
    public static DatabaseStart Start(this StorageSettings settings, TimeProvider? time = null) =>
        new(settings, new SharedKeys(), time ?? TimeProvider.System, NullLogger.Instance);

    public static async Task<List<string>> MigrateAsync(this StorageSettings settings)
    {
        var told = new List<string>();
        using var limit = new CancellationTokenSource(Limits.Patience);
        await settings.Start().MigrateAsync(new HashSet<string>(), told.Add, limit.Token);
        return told;
    }

    public static async Task CheckAsync(this StorageSettings settings)
    {
        using var limit = new CancellationTokenSource(Limits.Patience);
        await settings.Start().CheckAsync(limit.Token);
    }
}
