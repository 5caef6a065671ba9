using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DeviceCluster.Testing.Postgres;
using Npgsql;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>Two accounts of the database, by the statements of docs/operations.md: the owner makes the tables, the nodes may work on them and no more.</summary>
public sealed partial class RightsTests : IAsyncLifetime, IDisposable
{
    private const int Orders = 90;

    private readonly TemporaryFolder _folder = new();
    private readonly string _password = NewKey();
    private readonly (string, string)[] _keys = [("Keys__Envelope", NewKey()), ("Keys__Media", NewKey())];
    private PostgresServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        var (accounts, _) = Statements();
        await ExecuteAsync(_server.ConnectionString("postgres"), accounts);
        // What everybody has by default must not stand in for a right that is missing.
        await ExecuteAsync(_server.ConnectionString("devicecluster"), ["REVOKE ALL ON DATABASE devicecluster FROM PUBLIC", "REVOKE ALL ON SCHEMA public FROM PUBLIC"]);
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [WholeNodeFact]
    public async Task The_owner_migrates_and_a_node_works_with_the_rights_of_the_page_alone()
    {
        await using var simulator = await Watched.StartSimulatorAsync("127.23.5.1", devices: 2);
        var migrate = await RunAsync(["migrate"], "devicecluster_owner");
        Assert.True(migrate.Exit == 0, migrate.Error);
        await ExecuteAsync(As("devicecluster_owner"), Statements().Grants);

        await using var node = await NodeProcess.StartAsync(Path.Combine(_folder.Path, "data"), Settings("devicecluster_node"));
        await Watched.EnrolAsync(node, simulator);
        // Snapshots are written, and old ones taken away.
        await ManyOrdersAsync(node);
        await node.UntilAsync("an old snapshot gone", async () => await OldestSnapshotAsync() > 50);
        // The gate before the journal is shut, and opened by a probe that writes.
        await _server.KillBackendsAsync();
        await node.UntilAsync("an order after the loss of all connections", async () => (await node.PbmAsync("device remove nvr-2")).Exit == 0);
        await node.UntilAsync("the list without it", async () => (await node.AskAsync("device list")).GetProperty("rows").GetArrayLength() == 1);

        Assert.Equal(0, await node.TerminateAsync());
        Assert.DoesNotContain("permission denied", _server.Output + node.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_may_not_make_tables_and_says_who_must_be_asked()
    {
        var run = await RunAsync(["migrate"], "devicecluster_node");

        Assert.Equal(74, run.Exit);
        Assert.Contains("devicecluster_node", run.Error, StringComparison.Ordinal);
    }

    private static async Task ManyOrdersAsync(NodeProcess node)
    {
        using var pbm = ProgramRun.Start(Programs.Pbm, [node.Pbm], new() { ["PBM_SECRET_FILE"] = node.SecretFile });
        var output = pbm.StandardOutput.ReadToEndAsync();
        var error = pbm.StandardError.ReadToEndAsync();
        for (var order = 0; order < Orders; order++)
            await pbm.StandardInput.WriteLineAsync("device retry nvr-1");
        pbm.StandardInput.Close();
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        await pbm.WaitForExitAsync(limit.Token);
        Assert.True(pbm.ExitCode == 0, await output + await error + node.Log);
    }

    private async Task<long> OldestSnapshotAsync()
    {
        await using var connection = new NpgsqlConnection($"{_server.ConnectionString("devicecluster")};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT coalesce(min(sequence_number), 0) FROM snapshot WHERE persistence_id = 'device-nvr-1'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Task<ProgramRun> RunAsync(string[] arguments, string account)
    {
        var environment = NodeProcess.Settings(Path.Combine(_folder.Path, "data"));
        foreach (var (name, value) in Settings(account))
            environment["DeviceCluster__" + name] = value;
        return ProgramRun.OfAsync(Programs.Node, arguments, environment);
    }

    private (string, string)[] Settings(string account) => [("Storage__Provider", "PostgreSql"), ("Storage__ConnectionString", As(account)), .. _keys];

    private string As(string account) =>
        new NpgsqlConnectionStringBuilder(_server.ConnectionString("devicecluster")) { Username = account, Password = _password }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, IEnumerable<string> statements)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>The page's own: the accounts and the database, then what the owner grants.</summary>
    private (string[] Accounts, string[] Grants) Statements()
    {
        var page = File.ReadAllText(Path.Combine(Programs.Root, "docs", "operations.md"));
        var blocks = Blocks().Matches(page).Select(match => match.Groups[1].Value.Replace("…", _password, StringComparison.Ordinal)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        Assert.Equal(2, blocks.Length);
        return (blocks[0], blocks[1]);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
