namespace DeviceCluster.Benchmarks;

/// <summary>A stream far larger than the caches: both read from memory.</summary>
internal sealed class DhavInMemoryBenchmark() : DhavBenchmark(256 * 1024 * 1024)
{
    public override string Name => "dhav";

    public override string What => "DHAV parse with checksum against memcpy, 256 MiB";
}
