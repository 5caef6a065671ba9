using System.Diagnostics;
using System.Globalization;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Benchmarks;

/// <summary>Reading a DHAV stream, each body's checksum verified, against copying the same bytes.</summary>
internal abstract class DhavBenchmark(int streamSize) : IBenchmark
{
    private const int PairsTaken = 21;
    private const long BytesPerMeasurement = 512L * 1024 * 1024;

    public abstract string Name { get; }

    public abstract string What { get; }

    public Bar Wanted { get; } = Bar.AtLeast(1.0 / 3);

    public Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        var stream = DhavStream.Make(streamSize);
        var copy = new byte[stream.Length];
        var (ours, peer, ratio) = Pairs.Measure(PairsTaken,
            () => Rate(stream.Length, () => Parse(stream), cancellationToken),
            () => Rate(stream.Length, () => stream.AsSpan().CopyTo(copy), cancellationToken));
        return Task.FromResult(new BenchmarkResult(Gigabytes(ours), Gigabytes(peer), ratio));
    }

    /// <summary>Bytes per second.</summary>
    private static double Rate(int size, Action deed, CancellationToken cancellationToken)
    {
        var times = (int)Math.Max(1, BytesPerMeasurement / size);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            deed();
        }

        return times * (double)size / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Parse(ReadOnlySpan<byte> stream)
    {
        while (DhavReader.TryRead(stream, DhavLimits.Default, out var frame, out var consumed) == DhavStatus.Frame)
        {
            if (!frame.ChecksumPresent || !frame.ChecksumGood)
                throw new InvalidOperationException($"frame {frame.Sequence} came without a good checksum");

            stream = stream[consumed..];
        }

        if (!stream.IsEmpty)
            throw new InvalidOperationException($"{stream.Length} bytes were not read");
    }

    private static string Gigabytes(double rate) => string.Create(CultureInfo.InvariantCulture, $"{rate / 1e9:0.0} GB/s");
}
