using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Testing.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>A database that is not there, or does not let in, when a node starts.</summary>
public sealed class DatabaseStartTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_database_that_is_away_is_waited_for_and_then_used()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await MigratedAsync(server);
        await server.StopImmediateAsync();

        var check = database.Start(_time).CheckAsync(CancellationToken.None);
        await PassAsync(check, TimeSpan.FromSeconds(20));
        Assert.False(check.IsCompleted);
        await server.StartAgainAsync();

        await PassAsync(check, TimeSpan.FromSeconds(30));
        await check.WaitAsync(Limits.Patience);
    }

    [Fact]
    public async Task A_database_that_stays_away_ends_the_start_after_a_minute_with_words()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await MigratedAsync(server);
        await server.StopImmediateAsync();

        var check = database.Start(_time).CheckAsync(CancellationToken.None);
        await PassAsync(check, TimeSpan.FromMinutes(3));

        var error = await Assert.ThrowsAsync<DatabaseException>(() => check.WaitAsync(Limits.Patience));
        Assert.Contains($"the database 127.0.0.1:{server.Port}/start could not be reached for 60 s: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("DeviceCluster:Storage:ConnectionString", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_stands_still_ends_the_start_after_a_minute_too()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await MigratedAsync(server);
        server.Freeze();

        var check = database.Start(_time).CheckAsync(CancellationToken.None);
        await PassAsync(check, TimeSpan.FromMinutes(3));

        await Assert.ThrowsAsync<DatabaseException>(() => check.WaitAsync(Limits.Patience));
    }

    [Theory]
    [InlineData("Password=another", "does not let devicecluster in")]
    [InlineData("Database=nowhere", "there is no such database: ")]
    public async Task Who_is_not_let_in_is_told_at_once(string change, string words)
    {
        await using var server = await PostgresServer.StartAsync();
        var database = new StorageSettings { ConnectionString = $"{server.ConnectionString("postgres")};{change}" };

        var error = await Assert.ThrowsAsync<DatabaseException>(database.CheckAsync);

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_make_no_tables_is_told_by_the_migration_at_once()
    {
        await using var server = await PostgresServer.StartAsync();
        var owner = new StorageSettings { ConnectionString = await server.CreateDatabaseAsync("guarded") };
        await owner.ExecuteAsync("CREATE ROLE guest LOGIN PASSWORD 'guest'");

        var error = await Assert.ThrowsAsync<DatabaseException>(
            new StorageSettings { ConnectionString = $"{owner.ConnectionString};Username=guest;Password=guest" }.MigrateAsync);

        Assert.Contains("guest may not do that in the database", error.Message, StringComparison.Ordinal);
    }

    private static async Task<StorageSettings> MigratedAsync(PostgresServer server)
    {
        var database = new StorageSettings { Provider = StorageProvider.PostgreSql, ConnectionString = await server.CreateDatabaseAsync("start") };
        await database.MigrateAsync();
        return database;
    }

    // A wait of a second is a step; what happens on the wire takes its own time.
    private async Task PassAsync(Task until, TimeSpan most)
    {
        var end = _time.GetUtcNow() + most;
        while (!until.IsCompleted && _time.GetUtcNow() < end)
        {
            await Task.WhenAny(until, Task.Delay(TimeSpan.FromMilliseconds(50)));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
