using DeviceCluster.Actors.Jobs;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Node.Pbm;

/// <summary>Shows a job until it has ended: a row for each result as it comes, how far it is, and in the end how many did what was ordered.</summary>
internal static class JobWatch
{
    public static Task ShowAsync(JobGateway jobs, JobId job, CommandContext context, JobFetch? fetch = null) =>
        ShowAsync(jobs.WatchAsync(job, context.Stop), job, context, fetch);

    /// <param name="pages">The results as they come, until the job has ended.</param>
    /// <param name="job">Which.</param>
    /// <param name="context">The line.</param>
    /// <param name="fetch">What is fetched for each device.</param>
    public static async Task ShowAsync(IAsyncEnumerable<JobReply.Page> pages, JobId job, CommandContext context, JobFetch? fetch)
    {
        context.WhenCut = $"; job {job} goes on: 'job watch {job}' shows it, 'job cancel {job}' ends it";
        using var rows = new JobRows(fetch, context);
        await rows.BeginAsync();
        var (last, shown) = ((JobSummary?)null, 0);
        await foreach (var page in pages)
        {
            await rows.TellAsync(page.Items);
            (last, shown) = (page.Job, shown + page.Items.Length);
            await context.ProgressAsync((double)last.Tally.All / last.Devices, $"job {job}: {last.Tally.All} of {last.Devices}, {last.Begun} under way");
        }

        var ended = last ?? throw new InvalidOperationException($"job {job} was not shown");
        if (shown < ended.Tally.All)
            await context.TextAsync($"{ended.Tally.All - shown} of the results are not kept any more");
        await context.TextAsync($"job {job}, {ended.Words}: {InWords(ended.Tally)}");
        if (rows.Lost > 0)
            await context.TextAsync($"{rows.Lost} of them {(rows.Lost == 1 ? "was" : "were")} carried out and what came of it could not be read: each row says why");
        // For a result that is not kept any more nothing could be fetched.
        CommandFailure.ThrowUnlessAll(fetch is null ? ended.Tally.Done : rows.Done, ended.Devices);
    }

    public static string InWords(JobTally tally) =>
        $"{tally.Done} done, {tally.Refused} refused, {tally.Unknown} not known, {tally.Cancelled} cancelled";
}
