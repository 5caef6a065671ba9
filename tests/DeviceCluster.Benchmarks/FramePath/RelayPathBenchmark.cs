using System.Globalization;

namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>
/// Processor time for a gigabit of frames that a viewer reads at a node that does not own the device, both nodes together, against a viewer at
/// the owner. One stream, one viewer, both at the same rate. Twice the way costs twice; the rest is the reading in between.
/// </summary>
internal sealed class RelayPathBenchmark : IBenchmark
{
    private const int PairsTaken = 5;

    public string Name => "relay-path";

    public string What => "processor time per Gbit over two nodes, against one";

    public Bar Wanted { get; } = Bar.AtMost(3);

    public async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var relay = await RelayPath.StartAsync(cancellationToken);
        await using var local = await LivePath.StartAsync(cancellationToken);
        var (ours, peer, ratio) = Pairs.Measure(
            PairsTaken,
            () => Cost(relay.MeasureAsync(cancellationToken)),
            () => Cost(local.MeasureAsync(cancellationToken)));
        return new BenchmarkResult(Text(ours), Text(peer), ratio);
    }

    // A benchmark's own thread may wait: nothing else runs on it.
    private static double Cost(Task<double> measured) => measured.GetAwaiter().GetResult();

    private static string Text(double secondsPerGigabit) => string.Create(CultureInfo.InvariantCulture, $"{secondsPerGigabit * 1000:0} ms/Gbit");
}
