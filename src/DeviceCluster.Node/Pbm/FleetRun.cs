using System.Collections.Immutable;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Node.Pbm;

/// <summary>
/// An order to the devices that a line selects: one device by its id is told at once, all else is a job that is watched, unless it is to run by itself.
/// </summary>
internal sealed class FleetRun(JobGateway jobs, FleetSelection selection)
{
    /// <summary>How long a job is watched when pbm does not say.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <param name="context">The line.</param>
    /// <param name="work">What is ordered; the device it names does not matter.</param>
    /// <param name="one">The order to one device by itself.</param>
    /// <param name="fetch">What who watches fetches for each device.</param>
    public async Task RunAsync(CommandContext context, Func<DeviceId, JobWork> work, Func<DeviceId, Task> one, JobFetch? fetch = null)
    {
        if (FleetSelection.One(context) is { } single)
        {
            await one(single);
            return;
        }

        var parallel = FleetSelection.Parallel(context);
        var selected = await selection.OfAsync(context);
        var what = work(selected[0]);
        if (context.Has("dry-run"))
            await FleetSelection.ShowAsync(selected, $"'{what.Words}' would go to {Shown.Devices(selected.Length)}; nothing was ordered", context);
        else
            await StartAsync(selected, what, parallel, context, fetch);
    }

    private async Task StartAsync(ImmutableArray<DeviceId> selected, JobWork work, int parallel, CommandContext context, JobFetch? fetch)
    {
        var job = await jobs.StartAsync(context.KeyOfLine(), work, selected, parallel, context.Origin(), context.Stop);
        if (context.Has("background"))
            await context.TextAsync($"job {job}: {work.Words} at {Shown.Devices(selected.Length)}; 'job watch {job}' shows how it goes");
        else
            await JobWatch.ShowAsync(jobs, job, context, fetch);
    }
}
