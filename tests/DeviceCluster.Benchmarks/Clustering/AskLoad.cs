using System.Diagnostics;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>Asks without pause, so many at a time, for a while; says how many were answered in a second.</summary>
internal static class AskLoad
{
    public const int InFlight = 64;

    public static async Task<double> PerSecondAsync(TimeSpan howLong, Func<int, Task> ask)
    {
        var watch = Stopwatch.StartNew();
        var answered = 0L;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async first =>
        {
            for (var n = first; watch.Elapsed < howLong; n += InFlight)
            {
                await ask(n);
                Interlocked.Increment(ref answered);
            }
        }));
        return answered / watch.Elapsed.TotalSeconds;
    }
}
