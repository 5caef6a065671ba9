using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.Drills.Failover;

/// <summary>One node is killed, another ends in order: how long until every device has a session again, by the simulator's own log.</summary>
internal sealed class FailoverDrill(DrillContext context, FailoverOptions options)
{
    public const string Name = "failover";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(12);

    private readonly List<string> _failures = [];

    /// <summary>Every timing on a cluster of its own, one after the other, with the same victims.</summary>
    public static async Task<DrillReport> RunAsync(DrillContext context, IReadOnlyList<FailoverOptions> runs)
    {
        var figures = new List<FailoverFigures>();
        foreach (var options in runs)
            figures.Add(await new FailoverDrill(context, options).RunAsync());

        return figures is [var ours, var peer]
            ? FailoverFigures.Compare(ours, peer, context.Seed, context.Elapsed)
            : figures.Single().Report(context.Seed, context.Elapsed);
    }

    private async Task<FailoverFigures> RunAsync()
    {
        await using var lab = options.Lab ? await NetworkLab.CreateAsync(options.Nodes) : null;
        await using var cluster = await TestCluster.StartAsync(new ClusterOptions
        {
            Nodes = options.Nodes,
            Devices = options.Devices,
            Lab = lab,
            Settings = options.Timing.Settings,
        });
        try
        {
            await context.SayAsync($"{options.Nodes} nodes are ready (timing: {options.Timing.Name}); enrolling {options.Devices} devices");
            await cluster.EnrolAsync();
            var supervisor = new Supervisor(cluster, context);
            await SettleAsync(supervisor);
            var random = new Random(context.Seed);
            var first = random.Next(options.Nodes);
            var second = (first + 1 + random.Next(options.Nodes - 1)) % options.Nodes;

            var kill = await MeasureAsync(cluster, "kill -9", cluster.Nodes[first], FailoverFigures.KillBar, node => node.KillAsync());
            await cluster.Nodes[first].LaunchAsync();
            await SettleAsync(supervisor);
            var term = await MeasureAsync(cluster, "SIGTERM", cluster.Nodes[second], FailoverFigures.TermBar, EndInOrderAsync);
            await cluster.Nodes[second].LaunchAsync();
            await SettleAsync(supervisor);

            var last = await cluster.JudgeAsync();
            if (last.OverlapEvents > 0)
                _failures.Add($"{last.OverlapEvents} overlaps, {last.OverlapBytes} bytes");

            return new FailoverFigures(options.Timing, options.Devices, kill, term, last.OverlapEvents, last.OverlapBytes, _failures);
        }
        finally
        {
            await context.KeepOutputAsync(cluster, options.Timing.Name);
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
        var told = options.Timing.IsJudged ? $", bar {bar.TotalSeconds:0} s" : "";
        await context.SayAsync($"{what} of {node.Place.Name}: {measured}{told}");
        _failures.AddRange(FailoverFigures.Judge(what, node.Place.Name, measured, bar, Limit, options.Timing));
        return measured;
    }

    private static async Task SettleAsync(Supervisor supervisor)
    {
        if (await supervisor.AllAliveAsync(Limit) is null || await supervisor.AllReadyAsync() is null || await supervisor.QuietAsync(Quiet, Limit) is null)
            throw new TimeoutException($"the cluster did not settle within {Limit.TotalSeconds:0} s");
    }
}
