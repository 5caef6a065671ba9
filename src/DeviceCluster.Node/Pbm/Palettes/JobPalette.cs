using DeviceCluster.Actors.Jobs;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Orders to many devices: which there are, how they go, and their end.</summary>
internal sealed class JobPalette(JobGateway jobs) : IPalette
{
    private const int MostRows = JobLimits.Open + JobLimits.Ended;

    public string Name => "job";

    public string Help => "orders to many devices, which go on also when nobody watches";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "list",
            Help = "the open jobs and the last that ended, the newest first",
            Switches = { Switches.Value("limit", "N", "so many at most", "50", "n") },
        }, ListAsync),
        new(new Command
        {
            Name = "watch",
            Help = "the results of a job, and the ones to come until it has ended",
            Switches = { Job() },
            Examples = { "job watch 17" },
        }, context => JobWatch.ShowAsync(jobs, JobOf(context), context))
        { Limit = FleetRun.Limit },
        new(new Command
        {
            Name = "cancel",
            Help = "ends a job: what has begun ends, what has not is cancelled",
            Once = true,
            Switches = { Job() },
            Examples = { "job cancel 17" },
        }, CancelAsync),
    ];

    private static Switch Job() => new() { Name = "job", ValueName = "JOB", Help = "the number of the job", Required = true, Positional = true, Words = PbmWords.Jobs };

    private async Task ListAsync(CommandContext context)
    {
        await context.ColumnsAsync(
            "job", "what", "phase", "devices", "done", "refused", "unknown", "cancelled", "underWay", "who", "from", "startedAt", "endedAt", "cancelledBy");
        foreach (var job in await jobs.ListAsync(context.Number("limit", 1, MostRows), context.Stop))
            await context.RowAsync(
                $"{job.Job}", job.Words, $"{job.Phase}", Shown.Number(job.Devices), Shown.Number(job.Tally.Done), Shown.Number(job.Tally.Refused),
                Shown.Number(job.Tally.Unknown), Shown.Number(job.Tally.Cancelled), Shown.Number(job.Begun), job.By.Who, job.By.Where,
                Shown.Time(job.StartedAt), Shown.Time(job.EndedAt), job.CancelledBy?.Who);
    }

    private async Task CancelAsync(CommandContext context)
    {
        var job = JobOf(context);
        await jobs.CancelAsync(job, context.Origin(), context.Stop);
        await context.TextAsync($"job {job} is cancelled: what has begun ends, nothing else begins; 'job watch {job}' shows it");
    }

    private static JobId JobOf(CommandContext context) =>
        JobId.TryParse(context.Needed("job"), out var job) ? job : throw CommandFailure.Usage($"'{context.Needed("job")}' is no job", JobId.Rule);
}
