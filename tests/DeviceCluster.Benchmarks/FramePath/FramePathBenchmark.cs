using System.Globalization;

namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>
/// Processor time for a gigabit of frames, from the SDK's callback to the HTTP response, against a program that only reads from one socket
/// and writes to another. One stream, one viewer, both at the same rate; whoever sends and reads are processes of their own and not counted.
/// </summary>
internal sealed class FramePathBenchmark : IBenchmark
{
    private const int PairsTaken = 5;

    public string Name => "frame-path";

    public string What => "processor time per Gbit, callback to HTTP, against a socket relay";

    public Bar Wanted { get; } = Bar.AtMost(3);

    public async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var node = await LivePath.StartAsync(cancellationToken);
        var (ours, peer, ratio) = Pairs.Measure(
            PairsTaken,
            () => Cost(node.MeasureAsync(cancellationToken)),
            () => Cost(SocketRelay.MeasureAsync(cancellationToken)));
        return new BenchmarkResult(Text(ours), Text(peer), ratio);
    }

    // A benchmark's own thread may wait: nothing else runs on it.
    private static double Cost(Task<double> measured) => measured.GetAwaiter().GetResult();

    private static string Text(double secondsPerGigabit) => string.Create(CultureInfo.InvariantCulture, $"{secondsPerGigabit * 1000:0} ms/Gbit");
}
