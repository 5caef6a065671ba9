using System.Security.Cryptography;
using DeviceCluster.Testing.Postgres;
using Npgsql;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>The program with a database that nodes share: its verb <c>migrate</c>, and what keeps a node from starting on it.</summary>
public sealed class MigrateTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _envelope = NewKey();
    private readonly string _media = NewKey();
    private PostgresServer _server = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _database = await _server.CreateDatabaseAsync("shared");
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [WholeNodeFact]
    public async Task A_node_starts_on_a_database_only_after_its_migration_and_ends_with_0()
    {
        var before = await RunAsync([]);
        var first = await RunAsync(["migrate"]);
        var second = await RunAsync(["migrate"]);
        await using var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), Storage());

        AssertEnded(before, 74, $"the database 127.0.0.1:{_server.Port}/shared has no tables of DeviceCluster, and this program needs schema version 3: run 'DeviceCluster.Node migrate'");
        Assert.True(first.Exit == 0, first.Error);
        Assert.StartsWith($"migrate: the database 127.0.0.1:{_server.Port}/shared has schema version 1 now: ", first.Out, StringComparison.Ordinal);
        Assert.EndsWith("is up to date: schema version 3\n", second.Out, StringComparison.Ordinal);
        Assert.Equal(0, await node.TerminateAsync());
    }

    [WholeNodeFact]
    public async Task A_node_on_a_newer_schema_or_with_another_key_is_74_and_shows_no_secret()
    {
        await RunAsync(["migrate"]);
        var other = NewKey();

        var wrongKey = await RunAsync([], ("Keys__Envelope", other));
        await ExecuteAsync("INSERT INTO schema_versions (version, made_at) VALUES (99, 0)");
        var newer = await RunAsync([]);

        AssertEnded(wrongKey, 74, "belongs to the envelope key ");
        Assert.Contains("DeviceCluster:Keys:Envelope", wrongKey.Error, StringComparison.Ordinal);
        AssertEnded(newer, 74, "has schema version 99 of a newer program");
        var password = new NpgsqlConnectionStringBuilder(_database).Password!;
        Assert.All(
            new[] { other, _envelope, _media, password },
            secret => Assert.DoesNotContain(secret, wrongKey.Error + wrongKey.Out + newer.Error + newer.Out, StringComparison.Ordinal));
    }

    [WholeNodeFact]
    public async Task A_pbm_secret_is_changed_by_the_migration_while_no_node_runs()
    {
        (string, string) old = ("Pbm__Secret", NewKey()), changed = ("Pbm__Secret", NewKey());
        await RunAsync(["migrate"], old);
        var before = await RunAsync([], changed);
        ProgramRun running;
        await using (var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), [.. Storage(), old]))
        {
            running = await RunAsync(["migrate", "--replace", "pbm"], changed);
            Assert.Equal(0, await node.TerminateAsync());
        }
        var replaced = await RunAsync(["migrate", "--replace", "pbm"], changed);
        var after = await RunAsync([], old);
        await using var next = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), [.. Storage(), changed]);

        AssertEnded(before, 74, "belongs to the pbm secret ");
        AssertEnded(running, 74, "stop all nodes");
        Assert.True(replaced.Exit == 0, replaced.Error);
        Assert.Contains("belongs to the pbm secret ", replaced.Out, StringComparison.Ordinal);
        AssertEnded(after, 74, "belongs to the pbm secret ");
        Assert.All(
            new[] { old.Item2, changed.Item2 },
            secret => Assert.DoesNotContain(secret, before.Error + running.Error + replaced.Out + after.Error + next.Log, StringComparison.Ordinal));
        Assert.Equal(0, await next.TerminateAsync());
    }

    [Theory]
    [InlineData("envelope", "the envelope key cannot be replaced: the passwords of all devices are sealed with it")]
    [InlineData("media,envelope", "the envelope key cannot be replaced")]
    [InlineData("keys", "--replace is 'keys': allowed is media, pbm or media,pbm")]
    [InlineData("", "--replace is '': allowed is media, pbm or media,pbm")]
    [InlineData("media,pbm", "DeviceCluster:Pbm:Secret is missing: --replace pbm sets the new one down")]
    public async Task What_cannot_be_replaced_is_64(string names, string words)
    {
        AssertEnded(await RunAsync(["migrate", "--replace", names]), 64, words);
    }

    [WholeNodeFact]
    public async Task A_node_that_waits_for_its_database_ends_with_0_when_it_is_told_to()
    {
        Assert.Equal(0, await EndWhileWaitingAsync("TERM"));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_migration_that_waits_for_its_database_ends_with_0_when_it_is_told_to(string signal)
    {
        Assert.Equal(0, await EndWhileWaitingAsync(signal, "migrate"));
    }

    [Fact]
    public async Task A_node_without_the_keys_of_the_cluster_is_64()
    {
        var run = await RunAsync([], ("Keys__Envelope", ""));

        AssertEnded(run, 64, "DeviceCluster:Keys:Envelope is missing: with Storage:Provider PostgreSql");
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "data")));
    }

    [Fact]
    public async Task Migrate_without_postgresql_is_64()
    {
        AssertEnded(await RunAsync(["migrate"], ("Storage__Provider", "Sqlite"), ("Storage__ConnectionString", "")), 64, "migrate is for PostgreSQL");
    }

    [Fact]
    public async Task Who_is_not_let_into_the_database_is_74()
    {
        AssertEnded(await RunAsync(["migrate"], ("Storage__ConnectionString", $"{_database};Password=wrong")), 74, "does not let devicecluster in");
    }

    private Task<ProgramRun> RunAsync(string[] arguments, params (string Name, string Value)[] changes)
    {
        var environment = NodeProcess.Settings(Path.Combine(_folder.Path, "data"));
        foreach (var (name, value) in Storage().Concat(changes))
            environment["DeviceCluster__" + name] = value;
        return ProgramRun.OfAsync(Programs.Node, arguments, environment);
    }

    // Nobody listens at port 1.
    private async Task<int> EndWhileWaitingAsync(string signal, params string[] arguments)
    {
        var environment = NodeProcess.Settings(Path.Combine(_folder.Path, "data"));
        foreach (var (name, value) in Storage())
            environment["DeviceCluster__" + name] = value;
        environment["DeviceCluster__Storage__ConnectionString"] = $"{_database};Host=127.0.0.1;Port=1";
        // A test run in the background has SIGINT ignored, and its children would inherit that.
        using var node = ProgramRun.Start("/usr/bin/env", ["--default-signal=INT", Programs.Node, .. arguments], environment);
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        try
        {
            while (await node.StandardOutput.ReadLineAsync(limit.Token) is { } line && !line.Contains("cannot be reached", StringComparison.Ordinal))
            {
            }
            await ProgramRun.OfAsync("/bin/kill", [$"-{signal}", $"{node.Id}"]);
            await node.WaitForExitAsync(limit.Token);
            return node.ExitCode;
        }
        finally
        {
            if (!node.HasExited)
                node.Kill();
        }
    }

    private (string Name, string Value)[] Storage() =>
    [
        ("Storage__Provider", "PostgreSql"), ("Storage__ConnectionString", _database), ("Keys__Envelope", _envelope), ("Keys__Media", _media),
    ];

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{_database};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static void AssertEnded(ProgramRun run, int exit, string words)
    {
        Assert.True(exit == run.Exit, $"exit {run.Exit}: {run.Error}{run.Out}");
        Assert.StartsWith("node: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }
}
