using System.CommandLine;
using DeviceCluster.Drills.Demo;
using DeviceCluster.Drills.Failover;
using DeviceCluster.Drills.Fence;
using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.Drills;

/// <summary>The drills by name. What a drill found is the last line of the output; how far it is goes to the error stream.</summary>
internal sealed class DrillCommand
{
    private const int Holds = 0, BarsBroken = 1, Impossible = 69, Stopped = 130;

    private readonly Option<int> _seed = new("--seed") { Description = "what the schedule follows from", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _devices = new("--devices") { Description = "virtual recorders" };
    private readonly Option<int> _schedules = new("--schedules") { Description = "how many", DefaultValueFactory = _ => 40 };
    private readonly Option<int> _from = new("--from") { Description = "begin with this schedule, to repeat one", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _viewers = new("--viewers") { Description = "live views that are watched all the time", DefaultValueFactory = _ => 3 };
    private readonly Option<bool> _lab = new("--lab") { Description = "a network namespace for each node, instead of loopback; needs root" };
    private readonly Option<string> _timing = new("--timing")
    {
        Description = "the times by which a loss is waited out: ours, Akka's defaults (told, not judged), or both with their ratio",
        DefaultValueFactory = _ => FailoverTiming.Ours.Name,
    };
    private readonly Option<bool> _show = new("--show") { Description = "print the schedules of the seed with what they allow, and break nothing" };
    private readonly Option<DirectoryInfo> _logs = new("--logs") { Description = "where the output of the processes is kept" };
    private readonly TextWriter _output;
    private readonly TextWriter _progress;

    public DrillCommand(TextWriter output, TextWriter progress)
    {
        (_output, _progress) = (output, progress);
        _devices.DefaultValueFactory = _ => 60;
        _logs.DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Path.GetTempPath(), "devicecluster-drill"));
        _timing.AcceptOnlyFromAmong([.. FailoverTiming.Names]);
        Check(_devices, 1, 3000);
        Check(_schedules, 1, 10_000);
        Check(_from, 1, 10_000);
        Check(_viewers, 0, 30);
        Root = new RootCommand("Breaks a whole cluster by a seeded schedule and lets the simulator judge it.") { Failover(), Fence(), Demo() };
    }

    public RootCommand Root { get; }

    private Command Failover()
    {
        var command = new Command(FailoverDrill.Name, "kill -9 of one node, SIGTERM of another: the time until all devices have a session again")
        {
            _seed, _devices, _lab, _timing, _logs,
        };
        command.SetAction((parsed, stop) => RunAsync(
            parsed, needsLab: parsed.GetValue(_lab), context => FailoverDrill.RunAsync(context, FailoverRuns(parsed)), stop));
        return command;
    }

    /// <summary>What the command line asks for, one cluster each.</summary>
    internal IReadOnlyList<FailoverOptions> FailoverRuns(ParseResult parsed) =>
        [.. FailoverTiming.Of(parsed.GetValue(_timing)!).Select(timing => new FailoverOptions(parsed.GetValue(_devices), parsed.GetValue(_lab), timing))];

    private Command Fence()
    {
        var command = new Command(FenceDrill.Name, "cuts, stops, clock jumps and database outages: no byte of an old session after a new login; needs root")
        {
            _seed, _schedules, _from, _devices, _viewers, _show, _logs,
        };
        command.SetAction((parsed, stop) => parsed.GetValue(_show)
            ? ShowAsync(parsed)
            : RunAsync(
                parsed, needsLab: true,
                context => new FenceDrill(context, Options(parsed)).RunAsync(), stop));
        return command;
    }

    private Command Demo()
    {
        var once = new Option<bool>("--once") { Description = "end when all was shown" };
        var command = new Command(ClusterDemo.Name, "three nodes before one's eyes: a command, a picture, a node killed, a node rolled, one page of figures") { once, _logs };
        command.SetAction(async (parsed, stop) =>
            await new ClusterDemo(_output, _progress, Path.Combine(parsed.GetValue(_logs)!.FullName, ClusterDemo.Name), stop).RunAsync(parsed.GetValue(once))
                ? Holds : BarsBroken);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, bool needsLab, Func<DrillContext, Task<DrillReport>> run, CancellationToken stop)
    {
        if (needsLab && NetworkLab.Obstacle is { } obstacle)
        {
            await _progress.WriteLineAsync($"drill: {obstacle}");
            return Impossible;
        }

        var seed = parsed.GetValue(_seed);
        var logs = Path.Combine(parsed.GetValue(_logs)!.FullName, $"{parsed.CommandResult.Command.Name}-{seed}");
        try
        {
            var report = await run(new DrillContext(seed, _progress, logs, stop));
            foreach (var failure in report.Failures)
                await _progress.WriteLineAsync($"drill: {failure}");

            await _output.WriteLineAsync(report.Line);
            return report.Holds ? Holds : BarsBroken;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await _progress.WriteLineAsync("drill: stopped");
            return Stopped;
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException or HttpRequestException)
        {
            await _progress.WriteLineAsync($"drill: it could not be carried out to the end: {e.Message}");
            await _output.WriteLineAsync(new DrillReport(parsed.CommandResult.Command.Name, seed, [("carried_out", "no")], [e.Message]).Line);
            return BarsBroken;
        }
    }

    private async Task<int> ShowAsync(ParseResult parsed)
    {
        var options = Options(parsed);
        var bounds = new DarkBounds(new ClusterOptions().KeepAlive, options.Nodes);
        foreach (var schedule in new ScheduleMaker(parsed.GetValue(_seed), options.Nodes).Make(options.Schedules))
            await _output.WriteLineAsync(FormattableString.Invariant($"{schedule}: dark at most {bounds.Dark(schedule).TotalSeconds:0} s"));

        return Holds;
    }

    private FenceOptions Options(ParseResult parsed) =>
        new(parsed.GetValue(_schedules), parsed.GetValue(_devices), parsed.GetValue(_viewers), From: parsed.GetValue(_from));

    private static void Check(Option<int> option, int from, int to) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < from || value > to))
            result.AddError($"{option.Name} is {value}; it may be {from} to {to}");
    });
}
