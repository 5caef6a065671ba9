namespace DeviceCluster.Benchmarks.Native;

/// <summary>Over one login, one question after the other.</summary>
internal sealed class AskOneBenchmark() : AskBenchmark("one", "one login");
