using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.Drills.Failover;

/// <summary>One node is killed, another ends in order: how long until every device has a session again, by the simulator's own log.</summary>
internal sealed class FailoverDrill(DrillContext context, FailoverOptions options)
{
    public const string Name = "failover";

    public static readonly TimeSpan KillBar = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan TermBar = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(12);

    private readonly List<string> _failures = [];

    public async Task<DrillReport> RunAsync()
    {
        await using var lab = options.Lab ? await NetworkLab.CreateAsync(options.Nodes) : null;
        await using var cluster = await TestCluster.StartAsync(new ClusterOptions { Nodes = options.Nodes, Devices = options.Devices, Lab = lab });
        try
        {
            await context.SayAsync($"{options.Nodes} nodes are ready; enrolling {options.Devices} devices");
            await cluster.EnrolAsync();
            var supervisor = new Supervisor(cluster, context);
            await SettleAsync(supervisor);
            var random = new Random(context.Seed);
            var first = random.Next(options.Nodes);
            var second = (first + 1 + random.Next(options.Nodes - 1)) % options.Nodes;

            var kill = await MeasureAsync(cluster, "kill -9", cluster.Nodes[first], KillBar, node => node.KillAsync());
            await cluster.Nodes[first].LaunchAsync();
            await SettleAsync(supervisor);
            var term = await MeasureAsync(cluster, "SIGTERM", cluster.Nodes[second], TermBar, EndInOrderAsync);
            await cluster.Nodes[second].LaunchAsync();
            await SettleAsync(supervisor);

            var last = await cluster.JudgeAsync();
            if (last.OverlapEvents > 0)
                _failures.Add($"{last.OverlapEvents} overlaps, {last.OverlapBytes} bytes");

            return new DrillReport(
                Name, context.Seed,
                [
                    ("faults", 2), ("devices", options.Devices), ("kill_lost", kill.Lost), ("kill_seconds", kill.Back), ("kill_dark", kill.Dark),
                    ("term_moved", term.Lost), ("term_seconds", term.Back), ("term_dark", term.Dark),
                    ("overlap", last.OverlapEvents), ("overlap_bytes", last.OverlapBytes), ("took", context.Elapsed),
                ],
                _failures);
        }
        finally
        {
            await context.KeepOutputAsync(cluster);
        }
    }

    private async Task EndInOrderAsync(ClusterNode node)
    {
        var code = await node.StopAsync();
        if (code != 0)
            _failures.Add($"{node.Place.Name} ended with {code} on SIGTERM");
    }

    private async Task<Measured> MeasureAsync(TestCluster cluster, string what, ClusterNode node, TimeSpan bar, Func<ClusterNode, Task> end)
    {
        await cluster.Simulator.MarkAsync();
        var from = (await cluster.JudgeAsync()).At;
        var before = (await cluster.Simulator.DevicesAsync(cluster.Options.Alive)).Select(device => device.OwnerSince).ToList();
        await context.SayAsync($"{what} of {node.Place.Name}");
        var ending = end(node);
        var measured = await Measured.WaitAsync(cluster, before, from, ending, Limit, context.Stop);
        await ending;
        await context.SayAsync($"{what} of {node.Place.Name}: {measured}, bar {bar.TotalSeconds:0} s");
        if (measured.Missing > 0)
            _failures.Add($"{what}: {measured.Missing} devices had no session after {Limit.TotalSeconds:0} s");
        else if (measured.Lost == 0)
            _failures.Add($"{what}: {node.Place.Name} had no device, so nothing was shown");
        else if (measured.Back > bar)
            _failures.Add(FormattableString.Invariant($"{what}: all devices were back after {measured.Back.TotalSeconds:0.0} s, the bar is {bar.TotalSeconds:0} s"));

        return measured;
    }

    private static async Task SettleAsync(Supervisor supervisor)
    {
        if (await supervisor.AllAliveAsync(Limit) is null || await supervisor.AllReadyAsync() is null || await supervisor.QuietAsync(Quiet, Limit) is null)
            throw new TimeoutException($"the cluster did not settle within {Limit.TotalSeconds:0} s");
    }
}
