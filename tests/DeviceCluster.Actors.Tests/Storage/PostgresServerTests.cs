using DeviceCluster.Testing.Postgres;
using Npgsql;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>The tool that the database's faults are made with must itself do what it says.</summary>
public class PostgresServerTests
{
    [Fact]
    public async Task What_was_committed_is_there_after_an_immediate_stop()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync("kept");
        await RunAsync(database, "create table t (n int); insert into t values (7)");

        await server.StopImmediateAsync();
        await Assert.ThrowsAsync<NpgsqlException>(() => RunAsync(database, "select 1"));
        await server.StartAgainAsync();

        Assert.Equal(7, await RunAsync(database, "select n from t"));
    }

    [Fact]
    public async Task A_frozen_server_accepts_and_never_answers_until_it_is_thawed()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync("frozen");
        await using var open = new NpgsqlConnection($"{database};Pooling=false;Timeout=1;Command Timeout=1;GSS Encryption Mode=Disable");
        await open.OpenAsync();

        server.Freeze();

        await using var command = new NpgsqlCommand("select 1", open);
        var old = await Assert.ThrowsAsync<NpgsqlException>(() => command.ExecuteScalarAsync());
        Assert.IsType<TimeoutException>(old.InnerException);
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync($"{database};Timeout=1", "select 1"));

        server.Thaw();
        Assert.Equal(1, await RunAsync(database, "select 1"));
    }

    [Fact]
    public async Task Clients_lose_their_connections_and_find_the_server_again()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync("left");
        await using var open = new NpgsqlConnection($"{database};Pooling=false");
        await open.OpenAsync();

        await server.KillBackendsAsync();

        await using var command = new NpgsqlCommand("select 1", open);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync());
        Assert.Equal(1, await RunAsync(database, "select 1"));
    }

    [Fact]
    public async Task The_clock_of_the_server_jumps_by_an_hour()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { FakeTime = true });
        var database = await server.CreateDatabaseAsync("later");
        var before = (DateTime)(await RunAsync(database, "select clock_timestamp()"))!;

        server.JumpClock(TimeSpan.FromHours(1));

        var after = (DateTime)(await RunAsync(database, "select clock_timestamp()"))!;
        Assert.InRange(after - before, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(70));
    }

    private static async Task<object?> RunAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
