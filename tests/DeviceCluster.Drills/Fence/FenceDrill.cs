using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.Drills.Fence;

/// <summary>
/// Seeded schedules of cuts, stops, clock jumps and database outages on one cluster in a lab, one after the other. Safety at every moment:
/// no byte of an old session after a new login. Then liveness: healed, every device is back within the time the design allows.
/// </summary>
internal sealed class FenceDrill(DrillContext context, FenceOptions options)
{
    public const string Name = "fence";

    private static readonly TimeSpan FirstLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(240);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);

    // Akka looks every 10 s whether a node that came back is to have shards. One that is on its way when the
    // database goes away is dark until it is back; one whose node dies meanwhile, until the hand-over's time is out.
    private static readonly TimeSpan QuietAfterRestart = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(60);

    private readonly List<ScheduleVerdict> _verdicts = [];

    public async Task<DrillReport> RunAsync()
    {
        var schedules = new ScheduleMaker(context.Seed, options.Nodes).Make(options.Schedules);
        await using var lab = await NetworkLab.CreateAsync(options.Nodes);
        await using var cluster = await TestCluster.StartAsync(new ClusterOptions
        {
            Nodes = options.Nodes,
            Devices = options.Devices,
            Lab = lab,
            FakeClocks = true,
        });
        try
        {
            var supervisor = new Supervisor(cluster, context);
            var injector = new FaultInjector(cluster, lab);
            await context.SayAsync($"{options.Nodes} nodes are ready; enrolling {options.Devices} devices");
            await cluster.EnrolAsync();
            if (await supervisor.AllAliveAsync(FirstLimit) is null)
                return Report(["the devices were not online before the first fault"], supervisor.Restarts);

            await supervisor.QuietAsync(Quiet, QuietLimit);
            await using var viewers = new Viewers(cluster, options.Viewers);
            foreach (var schedule in schedules.SkipWhile(one => one.Number < options.From))
            {
                context.Stop.ThrowIfCancellationRequested();
                var verdict = await RunAsync(schedule, cluster, lab, injector, supervisor);
                _verdicts.Add(verdict);
                await context.SayAsync($"{verdict}");
                if (!verdict.Recovered)
                    return Report([$"stopped after #{schedule.Number}: the cluster did not come back, so what follows would show nothing"], supervisor.Restarts);
            }

            // A view for each viewer at least, else media connections were not put to the test.
            return Report(viewers.Opened >= options.Viewers ? [] : [$"{options.Viewers} viewers saw {viewers.Opened} pictures"], supervisor.Restarts, viewers.Opened);
        }
        finally
        {
            await context.KeepOutputAsync(cluster);
        }
    }

    private async Task<ScheduleVerdict> RunAsync(
        FaultSchedule schedule, TestCluster cluster, NetworkLab lab, FaultInjector injector, Supervisor supervisor)
    {
        var bounds = new DarkBounds(cluster.Options.KeepAlive, options.Nodes);
        var (dark, recovery) = (bounds.Dark(schedule), bounds.Recovery(schedule));
        await context.SayAsync($"{schedule}: dark at most {dark.TotalSeconds:0} s, back {recovery.TotalSeconds:0} s after its end at most");
        await cluster.Simulator.MarkAsync();
        var before = await cluster.JudgeAsync();
        var restarts = supervisor.Restarts;

        await injector.RunAsync(schedule, context.Stop);
        await lab.HealAsync();

        var back = await supervisor.AllAliveAsync(recovery);
        // A late one is a failure already; whether it ever comes back is told too.
        var recovered = (back ?? await supervisor.AllAliveAsync(LastPatience)) is not null;
        recovered &= await supervisor.AllReadyAsync() is not null;
        var isAnyNew = supervisor.Restarts != restarts || schedule.Faults.Any(fault => fault.Kind == FaultKind.Kill);
        await supervisor.QuietAsync(isAnyNew ? QuietAfterRestart : Quiet, QuietLimit);
        return new ScheduleVerdict(schedule, dark, recovery, back, recovered, before, await cluster.JudgeAsync());
    }

    private DrillReport Report(IReadOnlyList<string> failures, int restarts, long views = 0)
    {
        var last = _verdicts.LastOrDefault()?.After;
        var worst = _verdicts.MaxBy(verdict => verdict.LongestDark);
        return new DrillReport(
            Name, context.Seed,
            [
                ("schedules", _verdicts.Count), ("faults", _verdicts.Sum(verdict => verdict.Schedule.Faults.Count)), ("devices", options.Devices),
                ("restarts", restarts), ("views", views), ("logins", _verdicts.Sum(verdict => verdict.After.LoginsAccepted)),
                ("overlap", last?.OverlapEvents ?? 0), ("overlap_bytes", last?.OverlapBytes ?? 0),
                ("dark_longest", worst?.LongestDark ?? TimeSpan.Zero), ("dark_allowed", worst?.AllowedDark ?? TimeSpan.Zero),
                ("back_longest", _verdicts.Max(verdict => verdict.Back) ?? TimeSpan.Zero), ("took", context.Elapsed),
            ],
            [.. _verdicts.SelectMany(verdict => verdict.Failures), .. failures]);
    }
}
