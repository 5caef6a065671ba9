using DeviceCluster.Testing.Network;

namespace DeviceCluster.Testing.Processes;

/// <summary>A node with a data folder of its own, on ports of its own; it can be killed and started again on the same folder.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    // Each look is a process: without a rest between them they are what the machine is busy with.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly string _folder = Directory.CreateTempSubdirectory("devicecluster-e2e-").FullName;
    private readonly int _http = Programs.FreePort();
    private readonly int _pbm = Programs.FreePort();
    private readonly int _cluster = Programs.FreePort();
    private readonly LabHost? _host;
    private RunningProgram? _program;

    private NodeProcess(LabHost? host) => _host = host;

    public string Output => _program?.Output ?? "";

    /// <summary>host:port by which others join it.</summary>
    public string Seed => $"127.0.0.1:{_cluster}";

    public string SecretFile => Path.Combine(_folder, "pbm.secret");

    /// <summary>On this machine, or on one of a lab: there pbm asks from the same machine.</summary>
    public static async Task<NodeProcess> StartAsync(LabHost? host = null)
    {
        var node = new NodeProcess(host);
        await node.StartAgainAsync();
        return node;
    }

    public async Task StartAgainAsync()
    {
        _program = Start(Programs.Node, [], new Dictionary<string, string>
        {
            ["DeviceCluster__Node__DataFolder"] = _folder,
            ["DeviceCluster__Cluster__Port"] = $"{_cluster}",
            ["DeviceCluster__Http__Listen"] = $"127.0.0.1:{_http}",
            ["DeviceCluster__Pbm__Listen"] = $"127.0.0.1:{_pbm}",
            ["DeviceCluster__Sdk__LibraryPath"] = Programs.NativeLibrary,
        });
        await _program.WaitForLineAsync("^node: ready ", StartLimit);
    }

    /// <summary>kill -9: no farewell to anybody.</summary>
    public async Task KillAsync()
    {
        _program!.Signal("KILL");
        await _program.ExitAsync(TimeSpan.FromSeconds(10));
        await _program.DisposeAsync();
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _program!.Signal("TERM");
        return await _program.ExitAsync(TimeSpan.FromSeconds(60));
    }

    public async Task<PbmAnswer> PbmAsync(string arguments, string? password = null)
    {
        var environment = new Dictionary<string, string> { ["PBM_SECRET_FILE"] = SecretFile };
        if (password is not null)
            environment["PBM_PASSWORD"] = password;
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await using var pbm = Start(Programs.Pbm, [$"127.0.0.1:{_pbm}", .. words, "--output", "json"], environment);
        var code = await pbm.ExitAsync(TimeSpan.FromSeconds(60));
        return new PbmAnswer(code, pbm.Output);
    }

    /// <summary>Asks until the output of the command matches; fails with the last output.</summary>
    public async Task WaitUntilAsync(string arguments, string pattern, TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        using var look = new PeriodicTimer(Rest);
        var answer = await PbmAsync(arguments);
        while (!System.Text.RegularExpressions.Regex.IsMatch(answer.Output, pattern))
        {
            if (late.IsCancellationRequested)
                throw new TimeoutException($"'{arguments}' did not show '{pattern}' within {limit.TotalSeconds} s but:\n{answer.Output}\n--- node ---\n{Output}");
            await look.WaitForNextTickAsync(CancellationToken.None);
            answer = await PbmAsync(arguments);
        }
    }

    private RunningProgram Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment) =>
        _host?.Start(program, arguments, environment) ?? RunningProgram.Start(program, arguments, environment);

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
