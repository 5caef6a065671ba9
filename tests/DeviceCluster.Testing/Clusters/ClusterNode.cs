using DeviceCluster.Testing.Clocks;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Testing.Clusters;

/// <summary>One node of a cluster as a process: it can be killed, stopped, frozen and started again, and pbm asks it.</summary>
public sealed class ClusterNode : IAsyncDisposable
{
    private const string Area = "DeviceCluster__";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PbmLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(90);

    private readonly string _folder;
    private readonly Dictionary<string, string> _settings;
    private readonly string _pbmSecret;
    private readonly FakeClock? _clock;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly List<string> _formerOutput = [];
    private RunningProgram? _program;

    private ClusterNode(NodePlace place, string folder, IReadOnlyDictionary<string, string> shared, ClusterSecrets secrets, FakeClock? clock)
    {
        Place = place;
        _folder = folder;
        _pbmSecret = secrets.Pbm;
        _clock = clock;
        _settings = new Dictionary<string, string>
        {
            ["Node:DataFolder"] = Path.Combine(_folder, "data"),
            ["Cluster:HostName"] = $"{place.Address}",
            ["Cluster:PublicHostName"] = $"{place.Address}",
            ["Cluster:Port"] = $"{place.Akka}",
            ["Http:Listen"] = $"{place.Address}:{place.Http}",
            ["Pbm:Listen"] = $"127.0.0.1:{place.Pbm}",
        };
        using (var secret = new FileStream(SecretFile, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
            secret.Write(System.Text.Encoding.ASCII.GetBytes(_pbmSecret));

        // On loopback nodes need not prove to each other who they are.
        if (place.Host is not null)
        {
            var certificates = secrets.Certify(folder, place.Address);
            _settings["Cluster:Certificate"] = certificates.Certificate;
            _settings["Cluster:CertificateKey"] = certificates.Key;
            _settings["Cluster:Authority"] = certificates.Authority;
        }

        foreach (var (key, value) in shared)
            _settings[key] = value;
    }

    public NodePlace Place { get; }

    public bool IsRunning => _program is { IsRunning: true };

    /// <summary>The ends here of the connections of its process, as `127.0.0.1:40000`: what is connected to sees the same.</summary>
    public async Task<IReadOnlySet<string>> ConnectionsAsync()
    {
        var id = (_program ?? throw new InvalidOperationException($"{Place.Name} was not started")).Id;
        string[] words = ["ss", "-Htnp", "state", "established"];
        var sockets = Place.Host is { } host ? await host.RunAsync(words) : await Command.RunAsync(words[0], words[1..]);
        // Recv-Q, Send-Q, the end here, the other end, and whose it is.
        return sockets.Split('\n').Where(line => line.Contains($"pid={id},", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Of its last life; null while it runs.</summary>
    public int? ExitCode => _program?.ExitCode;

    /// <summary>Of all its lives.</summary>
    public string Output => string.Concat(_formerOutput) + _program?.Output;

    public static async Task<ClusterNode> PrepareAsync(
        NodePlace place, IReadOnlyDictionary<string, string> settings, ClusterSecrets secrets, bool fakeClock)
    {
        var folder = Directory.CreateTempSubdirectory("devicecluster-node-").FullName;
        return new ClusterNode(place, folder, settings, secrets, fakeClock ? await FakeClock.InAsync(folder) : null);
    }

    /// <summary>Makes the schema of the cluster's database; the exit code, and what it said.</summary>
    public async Task<(int Code, string Output)> MigrateAsync()
    {
        await using var program = Start(Programs.Node, ["migrate"], Environment());
        return (await program.ExitAsync(StartLimit), program.Output);
    }

    /// <summary>Starts it without waiting for it to be ready.</summary>
    public async Task LaunchAsync()
    {
        if (_program is not null)
        {
            _formerOutput.Add(_program.Output);
            await _program.DisposeAsync();
        }

        _program = Start(Programs.Node, [], Environment());
    }

    public Task WaitReadyAsync() => _program!.WaitForLineAsync("^node: ready ", StartLimit);

    /// <summary>It is in its cluster and can do its work, by its own word.</summary>
    public async Task<bool> IsReadyAsync()
    {
        if (!IsRunning)
            return false;

        try
        {
            using var answer = await _http.GetAsync(new Uri($"http://{Place.Address}:{Place.Http}/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>kill -9: no farewell to anybody.</summary>
    public async Task KillAsync()
    {
        _program!.Signal("KILL");
        await _program.ExitAsync(EndLimit);
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _program!.Signal("TERM");
        return await _program.ExitAsync(EndLimit);
    }

    public Task<int> ExitAsync(TimeSpan limit) => _program!.ExitAsync(limit);

    /// <summary>SIGSTOP: its connections stay, the kernel still answers for it.</summary>
    public void Freeze() => _program!.Signal("STOP");

    public void Thaw() => _program!.Signal("CONT");

    /// <summary>Its wall clock is this far from the true one from now on.</summary>
    public void JumpClock(TimeSpan offset) =>
        (_clock ?? throw new InvalidOperationException("the cluster was started without FakeClocks")).Jump(offset);

    /// <summary>The secret in a file, for a pbm that is started by hand.</summary>
    public string SecretFile => Path.Combine(_folder, "pbm.secret");

    /// <summary>As <see cref="PbmAsync(string, string?)"/>, with the answer as people see it.</summary>
    public Task<PbmAnswer> PbmTableAsync(string arguments) => PbmAsync(arguments, "table", password: null);

    public Task<PbmAnswer> PbmAsync(string arguments, string? password = null) => PbmAsync(arguments, "json", password);

    private async Task<PbmAnswer> PbmAsync(string arguments, string output, string? password)
    {
        var environment = new Dictionary<string, string> { ["PBM_SECRET"] = _pbmSecret };
        if (password is not null)
            environment["PBM_PASSWORD"] = password;
        string[] words = [$"127.0.0.1:{Place.Pbm}", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--output", output];
        await using var pbm = Start(Programs.Pbm, words, environment);
        return new PbmAnswer(await pbm.ExitAsync(PbmLimit), pbm.Output);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private RunningProgram Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment) =>
        Place.Host?.Start(program, arguments, environment) ?? RunningProgram.Start(program, arguments, environment);

    private Dictionary<string, string> Environment()
    {
        var environment = _settings.ToDictionary(setting => Area + setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        foreach (var (key, value) in _clock?.Environment ?? new Dictionary<string, string>())
            environment[key] = value;
        return environment;
    }
}
