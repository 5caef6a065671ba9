using System.Globalization;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>
/// Devices per second that come back from the journal to where they answer. Each measurement starts a node, ours or the peer's, on the same history.
/// Nobody has said what the ratio must be: it is told, so that a change of it is seen.
/// </summary>
internal abstract class HistoryBenchmark(int pairs) : IBenchmark
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public abstract string Name { get; }

    public abstract string What { get; }

    public Bar Wanted => Bar.ToldOnly;

    public async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var histories = await Histories.WriteAsync(cancellationToken);
        // A benchmark's own thread may wait: nothing else runs on it.
        var (ours, peer, ratio) = Pairs.Measure(
            pairs,
            () => OursAsync(histories, cancellationToken).GetAwaiter().GetResult(),
            () => PeerAsync(histories, cancellationToken).GetAwaiter().GetResult());
        return new BenchmarkResult(Text(ours), Text(peer), ratio);
    }

    /// <summary>Devices per second.</summary>
    private protected abstract Task<double> OursAsync(Histories histories, CancellationToken stop);

    private protected abstract Task<double> PeerAsync(Histories histories, CancellationToken stop);

    /// <summary>Asks each device once, so many at a time.</summary>
    private protected static Task AskAllAsync(Histories histories, Func<DeviceId, CancellationToken, Task> ask, CancellationToken stop) => Parallel.ForEachAsync(
        histories.All,
        new ParallelOptions { MaxDegreeOfParallelism = AskLoad.InFlight, CancellationToken = stop },
        async (device, end) => await ask(device, end));

    /// <summary>Until all entities have begun without being asked: to ask one would begin it.</summary>
    private protected static async Task UntilAllRunAsync(Func<CancellationToken, Task<int>> running, CancellationToken stop)
    {
        using var look = new PeriodicTimer(Look);
        while (await running(stop) < Histories.Devices)
            await look.WaitForNextTickAsync(stop);
    }

    private protected static double PerSecond(TimeSpan took) => Histories.Devices / took.TotalSeconds;

    private static string Text(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0}/s");
}
