using System.Security.Cryptography;
using DeviceCluster.Testing.Postgres;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>Two nodes on one database that speak TLS, as the script for development certificates and a folder of secrets set them up; the tests of one class share them.</summary>
public sealed class TwoNodes : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PostgresServer? _postgres;
    private NodeProcess[] _nodes = [];
    private (string Name, string Value)[] _settings = [];

    internal NodeProcess First => _nodes[0];

    internal NodeProcess Second => _nodes[1];

    /// <summary>What the script printed.</summary>
    internal ProgramRun Script { get; private set; } = new(0, "", "");

    public async Task InitializeAsync()
    {
        if (!File.Exists(Programs.Library))
            return;
        _postgres = await PostgresServer.StartAsync();
        var secrets = await SecretsAsync(await _postgres.CreateDatabaseAsync("cluster"));
        Script = await ProgramRun.OfAsync(Programs.CertificateScript, [Path.Combine(_folder.Path, "certificates"), "node-1", "127.0.0.1"]);
        int[] ports = [Testing.Processes.Programs.FreePort(), Testing.Processes.Programs.FreePort()];
        _settings = [
            ("SecretsFolder", secrets),
            ("Storage__Provider", "PostgreSql"),
            ("Cluster__Seeds", $"127.0.0.1:{ports[0]},127.0.0.1:{ports[1]}"),
            ("Cluster__Size", "2"),
            // The last that was printed are those of 127.0.0.1.
            .. Script.Out.Split('\n').TakeLast(4).Where(line => line.Contains('=', StringComparison.Ordinal))
                .Select(line => (line["DeviceCluster__".Length..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..])),
        ];
        var migrate = await RunAsync(["migrate"], [.. _settings, ("Cluster__Port", $"{ports[0]}")]);
        Assert.True(migrate.Exit == 0, migrate.Error + migrate.Out);
        _nodes = await Task.WhenAll(ports.Select(port => NodeProcess.StartAsync(folder: null, [.. _settings, ("Cluster__Port", $"{port}")])));
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>One more node with other settings, run to its end.</summary>
    internal Task<ProgramRun> RunAsync(params (string Name, string Value)[] changed) => RunAsync([], [.. _settings, .. changed]);

    /// <summary>One more node with other settings, until it is ready.</summary>
    internal Task<NodeProcess> StartAsync(params (string Name, string Value)[] changed) => StartAsync([Programs.Node], changed);

    internal Task<NodeProcess> StartAsync(string[] command, params (string Name, string Value)[] changed) =>
        NodeProcess.StartAsync(command, folder: null, [.. _settings, .. changed]);

    private Task<ProgramRun> RunAsync(string[] arguments, (string Name, string Value)[] settings)
    {
        var environment = NodeProcess.Settings(Path.Combine(_folder.Path, "another"));
        foreach (var (name, value) in settings)
            environment["DeviceCluster__" + name] = value;
        return ProgramRun.OfAsync(Programs.Node, arguments, environment);
    }

    private async Task<string> SecretsAsync(string database)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "secrets")).FullName;
        foreach (var (name, value) in new[]
        {
            ("Keys__Envelope", Key()), ("Keys__Media", Key()), ("Pbm__Secret", Key()), ("Storage__ConnectionString", database),
        })
        {
            var file = Path.Combine(folder, name);
            await File.WriteAllTextAsync(file, value);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return folder;
    }

    private static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
