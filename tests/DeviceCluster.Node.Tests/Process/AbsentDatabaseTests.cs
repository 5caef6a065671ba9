using System.Security.Cryptography;
using DeviceCluster.Testing.Postgres;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>The program is started while its database is away: it waits with words, begins when the database comes, and ends when it does not.</summary>
public sealed class AbsentDatabaseTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PostgresServer _server = null!;
    private Dictionary<string, string> _settings = [];

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _settings = NodeProcess.Settings(Path.Combine(_folder.Path, "data")).ToDictionary(setting => setting.Key, setting => setting.Value!);
        foreach (var (name, value) in new[]
        {
            ("Storage__Provider", "PostgreSql"), ("Storage__ConnectionString", await _server.CreateDatabaseAsync("late")), ("Keys__Envelope", NewKey()), ("Keys__Media", NewKey()),
        })
            _settings["DeviceCluster__" + name] = value;
        await using var migrate = RunningProgram.Start(Programs.Node, ["migrate"], _settings);
        Assert.True(await migrate.ExitAsync(ProgramRun.Limit) == 0, migrate.Output);
        await _server.StopImmediateAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [WholeNodeFact]
    public async Task A_node_that_starts_before_its_database_waits_for_it_and_becomes_ready()
    {
        await using var node = RunningProgram.Start(Programs.Node, [], _settings);
        await node.WaitForLineAsync(@"The database .* cannot be reached: .* Trying for \d+ s more", ProgramRun.Limit);

        await _server.StartAgainAsync();

        await node.WaitForLineAsync("^node: ready ", ProgramRun.Limit);
        node.Signal("TERM");
        Assert.Equal(0, await node.ExitAsync(ProgramRun.Limit));
    }

    [WholeNodeFact]
    public async Task A_database_that_does_not_come_is_74_with_where_it_should_be()
    {
        await using var node = RunningProgram.Start(Programs.Node, [], _settings);

        Assert.Equal(74, await node.ExitAsync(2 * ProgramRun.Limit));
        Assert.Contains($"node: the database 127.0.0.1:{_server.Port}/late could not be reached for 60 s", node.Output, StringComparison.Ordinal);
        Assert.Contains("DeviceCluster:Storage:ConnectionString", node.Output, StringComparison.Ordinal);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
