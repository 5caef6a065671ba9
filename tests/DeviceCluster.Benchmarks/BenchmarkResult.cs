namespace DeviceCluster.Benchmarks;

/// <summary>
/// What a comparison gave. The ratio is ours divided by the peer's, as taken in pairs, so it need not be the quotient of the two figures.
/// </summary>
internal sealed record BenchmarkResult(string Ours, string Peer, double Ratio);
