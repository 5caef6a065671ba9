using System.Collections.Immutable;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Node.Pbm;

/// <summary>Tells the results of a job, with what is fetched for each device that did what was ordered: some at once, for what is fetched is not kept long.</summary>
internal sealed class JobRows(JobFetch? fetch, CommandContext context) : IDisposable
{
    private const int AtOnce = 16;

    private readonly SemaphoreSlim _telling = new(1);

    /// <summary>Told as done.</summary>
    public int Done { get; private set; }

    /// <summary>The order was carried out, and what it brought could not be fetched.</summary>
    public int Lost { get; private set; }

    private string[] Columns => fetch?.Columns ?? [];

    public Task BeginAsync() => context.ColumnsAsync([.. FleetOutcome.Columns, .. Columns]);

    public Task TellAsync(ImmutableArray<JobItem> items)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = fetch is null ? 1 : AtOnce, CancellationToken = context.Stop };
        return Parallel.ForEachAsync(items, options, async (item, stop) =>
        {
            var outcome = await OfAsync(item);
            await _telling.WaitAsync(stop);
            try
            {
                Done += outcome.IsDone ? 1 : 0;
                Lost += item.Result == JobResult.Done && !outcome.IsDone ? 1 : 0;
                await outcome.TellAsync(Columns.Length, context);
            }
            finally
            {
                _telling.Release();
            }
        });
    }

    public void Dispose() => _telling.Dispose();

    private async Task<FleetOutcome> OfAsync(JobItem item)
    {
        if (fetch is null || item.Result != JobResult.Done)
            return new(item.Device, item.Result, item.Reason, SdkError: item.SdkError);
        var outcome = await FleetOutcome.OfAsync(item.Device, () => fetch.Fetch(item));
        return outcome.IsDone ? outcome with { Reason = item.Reason } : outcome;
    }
}
