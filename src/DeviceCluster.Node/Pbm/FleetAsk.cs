using System.Collections.Immutable;
using System.Globalization;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Node.Pbm;

/// <summary>
/// Asks the devices that a line selects, some at a time: one device by its id is shown as ever, of many there is a row for each as its answer comes. It is
/// no job: answers belong to who asks, and end with his command.
/// </summary>
internal sealed class FleetAsk(FleetSelection selection, TimeProvider time)
{
    /// <summary>How many begin in a second: as the orders of jobs.</summary>
    private const int PerSecond = 50;

    /// <param name="context">The line.</param>
    /// <param name="question">What is asked of one device, and what of the answer stands in its row.</param>
    /// <param name="one">The question to one device by itself.</param>
    public async Task RunAsync(CommandContext context, FleetQuestion question, Func<DeviceId, Task> one)
    {
        if (FleetSelection.One(context) is { } single)
        {
            await one(single);
            return;
        }

        var parallel = FleetSelection.Parallel(context, question.IsUrgent ? JobLimits.Parallel : FleetSelection.UsualParallel);
        var selected = await selection.OfAsync(context);
        if (context.Has("dry-run"))
            await FleetSelection.ShowAsync(selected, $"'{question.Words}' would go to {Shown.Devices(selected.Length)}; nobody was asked", context);
        else
            await AskAsync(selected, question, parallel, context);
    }

    private async Task AskAsync(ImmutableArray<DeviceId> selected, FleetQuestion question, int parallel, CommandContext context)
    {
        await context.ColumnsAsync([.. FleetOutcome.Columns, .. question.Columns]);
        var (asked, answered) = (0, 0);
        using var telling = new SemaphoreSlim(1);
        using var pace = question.IsUrgent ? null : new PeriodicTimer(TimeSpan.FromSeconds(1) / PerSecond, time);
        await Parallel.ForEachAsync(Paced(), new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = context.Stop }, async (device, stop) =>
        {
            var outcome = await FleetOutcome.OfAsync(device, () => question.Ask(device));
            await telling.WaitAsync(stop);
            try
            {
                answered += outcome.IsDone ? 1 : 0;
                await outcome.TellAsync(question.Columns.Length, context);
                await context.ProgressAsync((double)++asked / selected.Length, string.Create(CultureInfo.InvariantCulture, $"{asked} of {selected.Length}"));
            }
            finally
            {
                telling.Release();
            }
        });
        await context.TextAsync(string.Create(CultureInfo.InvariantCulture, $"{question.Words}: {answered} done, {selected.Length - answered} not"));
        CommandFailure.ThrowUnlessAll(answered, selected.Length);

        async IAsyncEnumerable<DeviceId> Paced()
        {
            foreach (var device in selected)
            {
                yield return device;
                if (pace is not null)
                    await pace.WaitForNextTickAsync(context.Stop);
            }
        }
    }
}
