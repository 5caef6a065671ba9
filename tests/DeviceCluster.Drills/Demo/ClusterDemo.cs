using System.Globalization;
using DeviceCluster.Drills.Failover;
using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Drills.Demo;

/// <summary>
/// A cluster before one's eyes: PostgreSQL, three nodes, a fleet; a command and a picture by any node; one node killed, one rolled; then one page of
/// figures. What it says of sessions is what the simulator saw on its wire.
/// </summary>
internal sealed class ClusterDemo(TextWriter output, TextWriter progress, string logs, CancellationToken stop)
{
    public const string Name = "demo";

    private const int Nodes = 3;
    private const int Devices = 60;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(12);

    private readonly DrillContext _context = new(seed: 1, progress, logs, stop);
    private readonly List<string> _errors = [];

    /// <summary>True when all that was promised was seen.</summary>
    public async Task<bool> RunAsync(bool once)
    {
        await using var cluster = await TestCluster.StartAsync(new ClusterOptions { Nodes = Nodes, Devices = Devices });
        try
        {
            await ShowAsync(cluster, once);
            return _errors.Count == 0;
        }
        finally
        {
            await _context.KeepOutputAsync(cluster);
        }
    }

    private async Task ShowAsync(TestCluster cluster, bool once)
    {
        var supervisor = new Supervisor(cluster, _context);
        await _context.SayAsync($"PostgreSQL, {Nodes} nodes and {Devices} recorders run; enrolling, each by another node");
        await cluster.EnrolAsync();
        await SettleAsync(supervisor, "enrolling");
        await AskAnyAsync(cluster);
        var frames = await WatchAsync(cluster);

        var kill = await LoseAsync(cluster, cluster.Nodes[2], "kill -9", async node => await node.KillAsync());
        await SettleAsync(supervisor, "the killed node is back");
        var roll = await LoseAsync(cluster, cluster.Nodes[0], "SIGTERM", async node =>
            Expect(await node.StopAsync() == 0, $"exit code 0 of {node.Place.Name} after SIGTERM"));
        await SettleAsync(supervisor, "the rolled node is back");

        // Shards may just be on their way to the node that came back.
        await cluster.WaitAllAliveAsync(Limit);
        var judged = await cluster.JudgeAsync();
        Expect(judged.Alive == Devices, $"{Devices} devices with a live session; there are {judged.Alive}");
        Expect(judged.OverlapEvents == 0, $"no byte on an old session after a new login; there were {judged.OverlapBytes}");
        await PageAsync(cluster, frames, kill, roll);
        if (!once)
            await StayAsync(cluster);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"demo: {Nodes} nodes, {judged.Alive} devices online, overlap={judged.OverlapEvents}, killed node's devices back in {kill.Back.TotalSeconds:0.0} s, rolled node's in {roll.Back.TotalSeconds:0.0} s, {_errors.Count} errors"));
    }

    private async Task AskAnyAsync(TestCluster cluster)
    {
        foreach (var node in cluster.Nodes)
        {
            var answer = await node.PbmAsync($"device show {TestCluster.Name(1)}");
            Expect(answer.ExitCode == 0 && answer.Output.Contains("Online", StringComparison.Ordinal), $"{node.Place.Name} to answer for {TestCluster.Name(1)}: {answer.Output}");
        }

        await _context.SayAsync($"each node answered for {TestCluster.Name(1)}");
    }

    /// <summary>The same camera recorded at each node; how many frames a decoder that others wrote found at the one that had fewest.</summary>
    private async Task<int> WatchAsync(TestCluster cluster)
    {
        using var folder = new Scratch();
        var fewest = int.MaxValue;
        foreach (var node in cluster.Nodes)
        {
            var file = folder[$"{node.Place.Name}.h264"];
            var recorded = await node.PbmAsync($"live record {TestCluster.Name(1)} -channel 1 -seconds 3 -file {file}");
            Expect(recorded.ExitCode == 0, $"a recording at {node.Place.Name}: {recorded.Output}");
            if (recorded.ExitCode == 0)
                fewest = Math.Min(fewest, (await Ffprobe.ReadAsync(file, "-f", "h264")).Frames);
        }

        Expect(fewest is >= 50 and < int.MaxValue, "at least 50 frames of 3 s at each node");
        await _context.SayAsync($"each node recorded {TestCluster.Name(1)} for 3 s: at least {fewest} frames");
        return fewest;
    }

    private async Task<Measured> LoseAsync(TestCluster cluster, ClusterNode node, string what, Func<ClusterNode, Task> end)
    {
        await cluster.Simulator.MarkAsync();
        var from = (await cluster.JudgeAsync()).At;
        var before = (await cluster.Simulator.DevicesAsync(cluster.Options.Alive)).Select(device => device.OwnerSince).ToList();
        var measured = await Measured.WaitAsync(cluster, before, from, end(node), Limit, stop);
        await _context.SayAsync($"{what} of {node.Place.Name}: {measured}");
        Expect(measured is { Missing: 0, Lost: > 0 }, $"the devices of {node.Place.Name} at other nodes");
        return measured;
    }

    private async Task SettleAsync(Supervisor supervisor, string when)
    {
        var settled = await supervisor.AllAliveAsync(Limit) is not null && await supervisor.AllReadyAsync() is not null
            && await supervisor.QuietAsync(Quiet, Limit) is not null;
        Expect(settled, $"all {Devices} devices online within {Limit.TotalSeconds:0} s ({when})");
    }

    private async Task PageAsync(TestCluster cluster, int frames, Measured kill, Measured roll)
    {
        await output.WriteLineAsync();
        foreach (var command in new[] { "cluster show", "cluster-sharding stats" })
        {
            await output.WriteLineAsync($"pbm {command}");
            await output.WriteLineAsync((await cluster.Nodes[1].PbmTableAsync(command)).Output);
        }

        await output.WriteLineAsync($"picture        each node recorded one camera for 3 s, at least {frames} frames");
        await output.WriteLineAsync($"kill -9        {kill}");
        await output.WriteLineAsync($"SIGTERM        {roll}");
        var judged = await cluster.JudgeAsync();
        await output.WriteLineAsync($"the recorders  {judged.WithSession} sessions now, {judged.OverlapEvents} used twice (bytes: {judged.OverlapBytes})");
    }

    private async Task StayAsync(TestCluster cluster)
    {
        var node = cluster.Nodes[0];
        await output.WriteLineAsync();
        await output.WriteLineAsync($"demo: running. Other terminal: PBM_SECRET_FILE={node.SecretFile} ./run pbm 127.0.0.1:{node.Place.Pbm} device list   (or cluster show, device why {TestCluster.Name(1)})");
        await output.WriteLineAsync("demo: Ctrl-C ends it.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException)
        {
            await output.WriteLineAsync();
        }
    }

    private void Expect(bool holds, string words)
    {
        if (holds)
            return;
        _errors.Add(words);
        progress.WriteLine($"demo: expected {words}");
    }
}
