namespace DeviceCluster.Benchmarks.Native;

/// <summary>Over 500 logins, by 16 callers.</summary>
internal sealed class AskManyBenchmark() : AskBenchmark("many", "500 logins");
