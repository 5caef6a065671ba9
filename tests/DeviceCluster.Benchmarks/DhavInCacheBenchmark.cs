namespace DeviceCluster.Benchmarks;

/// <summary>A stream that stays in the caches, as a frame does that has just come from the network.</summary>
internal sealed class DhavInCacheBenchmark() : DhavBenchmark(512 * 1024)
{
    public override string Name => "dhav-cache";

    public override string What => "DHAV parse with checksum against memcpy, 512 KiB";
}
