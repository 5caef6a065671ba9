using System.Net;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Testing.Network;
using DeviceCluster.Testing.Postgres;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Testing.Clusters;

/// <summary>PostgreSQL, a simulator and nodes, each a process of its own, on loopback or in a lab: the whole of an installation.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private const int EnrolledAtOnce = 4;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static int _fleets;

    private readonly ClusterSecrets _secrets = new();
    private readonly ClusterOptions _options;
    private readonly List<ClusterNode> _nodes = [];
    // By the search a node learns where a recorder speaks HTTP.
    private readonly int _discovery = Programs.FreePort();
    private PostgresServer? _database;
    private SimulatorProcess? _simulator;

    private TestCluster(ClusterOptions options) => _options = options;

    public IReadOnlyList<ClusterNode> Nodes => _nodes;

    public PostgresServer Database => _database ?? throw new InvalidOperationException("the cluster was not started");

    public SimulatorProcess Simulator => _simulator ?? throw new InvalidOperationException("the cluster was not started");

    public ClusterOptions Options => _options;

    /// <summary>All nodes are ready; no device is enrolled.</summary>
    public static async Task<TestCluster> StartAsync(ClusterOptions options)
    {
        var cluster = new TestCluster(options);
        try
        {
            await cluster.PrepareAsync();
            await cluster.StartNodesAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public static string Name(int device) => $"nvr-{device:D3}";

    /// <summary>Every recorder of the fleet, by different nodes.</summary>
    public async Task EnrolAsync()
    {
        var place = Simulator.Place;
        await Parallel.ForEachAsync(
            Enumerable.Range(1, place.Devices), new ParallelOptions { MaxDegreeOfParallelism = EnrolledAtOnce }, async (device, _) =>
            {
                var node = _nodes[device % _nodes.Count];
                var answer = await node.PbmAsync($"device add {Name(device)} -host {place.Address(device)} -port {place.Port} -user admin", Recorders.Password);
                if (answer.ExitCode != 0)
                    throw new InvalidOperationException($"{Name(device)} could not be enrolled by {node.Place.Name}: {answer.Output}");
            });
    }

    public Task<FleetSight> JudgeAsync() => Simulator.JudgeAsync(_options.Alive);

    /// <summary>Until every recorder has a session that was heard since: null when it came, else what is missing.</summary>
    public async Task<string?> WaitAllAliveAsync(TimeSpan limit)
    {
        using var look = new PeriodicTimer(Look);
        using var late = new CancellationTokenSource(limit);
        while (true)
        {
            var sight = await JudgeAsync();
            if (sight.Alive == sight.Devices)
                return null;

            if (late.IsCancellationRequested)
                return $"{sight.Devices - sight.Alive} of {sight.Devices} devices have no live session, first "
                    + string.Join(", ", sight.DarkNow.Take(3).Select(dark => $"{dark.Address} dark for {dark.Seconds:0.0} s"));

            await look.WaitForNextTickAsync();
        }
    }

    /// <summary>Until every node says it is ready; null when it came, else which does not.</summary>
    public async Task<string?> WaitAllReadyAsync(TimeSpan limit)
    {
        using var look = new PeriodicTimer(Look);
        using var late = new CancellationTokenSource(limit);
        while (true)
        {
            var ready = await Task.WhenAll(_nodes.Select(node => node.IsReadyAsync()));
            if (ready.All(one => one))
                return null;

            if (late.IsCancellationRequested)
                return "not ready: " + string.Join(", ", _nodes.Where((_, i) => !ready[i]).Select(node => node.Place.Name));

            await look.WaitForNextTickAsync();
        }
    }

    /// <summary>What every process has said so far, a file each.</summary>
    public async Task KeepOutputAsync(string folder)
    {
        foreach (var node in _nodes)
            await File.WriteAllTextAsync(Path.Combine(folder, $"{node.Place.Name}.log"), node.Output);

        await File.WriteAllTextAsync(Path.Combine(folder, "simulator.log"), Simulator.Output);
        await File.WriteAllTextAsync(Path.Combine(folder, "database.log"), Database.Output);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();

        if (_simulator is not null)
            await _simulator.DisposeAsync();

        if (_database is not null)
            await _database.DisposeAsync();

        _secrets.Dispose();
    }

    private async Task PrepareAsync()
    {
        var lab = _options.Lab;
        _database = await PostgresServer.StartAsync(lab is null
            ? new PostgresOptions { FakeTime = _options.FakeClocks }
            : new PostgresOptions
            {
                Address = lab.Database.Address,
                Port = LabPorts.Database,
                Prefix = lab.Database.Prefix,
                FakeTime = _options.FakeClocks,
            });
        _simulator = lab is null
            ? await SimulatorProcess.OnLoopbackAsync(
                _options.Devices, new IPAddress([127, 30, (byte)Interlocked.Increment(ref _fleets), 1]), "--discovery-port", $"{_discovery}")
            : await SimulatorProcess.InLabAsync(lab, _options.Devices);
        var places = lab is null ? NodePlace.OnLoopback(_options.Nodes) : NodePlace.InLab(lab);
        var settings = Settings(places, await _database.CreateDatabaseAsync("devicecluster"));
        foreach (var place in places)
            _nodes.Add(await ClusterNode.PrepareAsync(place, settings, _secrets, _options.FakeClocks));
    }

    private async Task StartNodesAsync()
    {
        var (code, output) = await _nodes[0].MigrateAsync();
        if (code != 0)
            throw new InvalidOperationException($"the schema could not be made ({code}):\n{output}");

        foreach (var node in _nodes)
            await node.LaunchAsync();

        foreach (var node in _nodes)
            await node.WaitReadyAsync();

        if (await WaitAllReadyAsync(StartLimit) is { } missing)
            throw new TimeoutException($"{missing}\n{string.Join('\n', _nodes.Select(node => node.Output))}");
    }

    private Dictionary<string, string> Settings(IReadOnlyList<NodePlace> places, string connectionString)
    {
        var settings = new Dictionary<string, string>
        {
            ["Storage:Provider"] = "PostgreSql",
            ["Storage:ConnectionString"] = connectionString,
            ["Cluster:Seeds"] = string.Join(',', places.Select(place => place.Seed)),
            ["Cluster:Size"] = $"{places.Count}",
            ["Keys:Envelope"] = _secrets.EnvelopeKey,
            ["Keys:Media"] = _secrets.MediaKey,
            ["Pbm:Secret"] = _secrets.Pbm,
            ["Sdk:LibraryPath"] = Programs.NativeLibrary,
            ["Sdk:KeepAlive"] = $"{_options.KeepAlive.TotalSeconds}s",
        };
        if (_options.Lab is null)
            settings["Sdk:DiscoveryPort"] = $"{_discovery}";
        foreach (var (key, value) in _options.Settings)
            settings[key] = value;

        return settings;
    }
}
