using System.Collections.Immutable;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Fleet;

namespace DeviceCluster.Node.Pbm;

/// <summary>
/// An order to the devices that a line selects by <see cref="Switches.Selectors"/>: one device by its id is told at once, all else is a job that is
/// watched, unless it is to run by itself.
/// </summary>
internal sealed class FleetRun(JobGateway jobs, ReadSide readSide)
{
    public const int UsualParallel = 8;

    /// <summary>How long a job is watched when pbm does not say.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    // How it goes to many; with any of them also one device is a job.
    private static readonly string[] OfJobs = ["dry-run", "parallel", "background"];

    /// <param name="context">The line.</param>
    /// <param name="work">What is ordered; the device it names does not matter.</param>
    /// <param name="one">The order to one device by itself.</param>
    public async Task RunAsync(CommandContext context, Func<DeviceId, JobWork> work, Func<DeviceId, Task> one)
    {
        var selector = Read(context);
        if (selector.One is { } single && !OfJobs.Any(context.Has))
        {
            await one(single);
            return;
        }

        var parallel = context.Has("parallel") ? context.Number("parallel", 1, JobLimits.Parallel) : UsualParallel;
        var selected = await SelectAsync(selector, context.Stop);
        if (selected.IsEmpty)
            throw new CommandFailure(CommandFailure.RefusedCode, "nothing-selected", "no device is selected by that", "'device list' shows devices and tags");
        var what = work(selected[0]);
        if (context.Has("dry-run"))
            await ShowAsync(selected, what, context);
        else
            await StartAsync(selected, what, parallel, context);
    }

    private async Task StartAsync(ImmutableArray<DeviceId> selected, JobWork work, int parallel, CommandContext context)
    {
        var job = await jobs.StartAsync(context.KeyOfLine(), work, selected, parallel, context.Origin(), context.Stop);
        if (context.Has("background"))
            await context.TextAsync($"job {job}: {work.Words} at {Shown.Devices(selected.Length)}; 'job watch {job}' shows how it goes");
        else
            await JobWatch.ShowAsync(jobs, job, context);
    }

    private static async Task ShowAsync(ImmutableArray<DeviceId> selected, JobWork work, CommandContext context)
    {
        await context.ColumnsAsync("device");
        foreach (var device in selected)
            await context.RowAsync(device.Value);
        await context.TextAsync($"'{work.Words}' would go to {Shown.Devices(selected.Length)}; nothing was ordered");
    }

    private async Task<ImmutableArray<DeviceId>> SelectAsync(Selector selector, CancellationToken stop)
    {
        IReadOnlyList<FleetRow> fleet = selector.NeedsFleet ? await readSide.DevicesAsync(stop) : [];
        return selector.Select(fleet.Select(row => new FleetFact(row.Device, row.Tags)));
    }

    private static Selector Read(CommandContext context)
    {
        int? limit = context.Has("limit") ? context.Number("limit", 1, JobLimits.Devices) : null;
        return Selector.Parse(context.Text("id"), context.Text("tag"), context.Has("all"), limit, out var wrong)
            ?? throw CommandFailure.Usage(wrong, Selector.Rule);
    }
}
