namespace DeviceCluster.Benchmarks;

/// <summary>
/// A named comparison of ours with a peer in one run. Every class that implements it and can be made without arguments is found and run.
/// </summary>
internal interface IBenchmark
{
    /// <summary>What is typed to run it alone.</summary>
    string Name { get; }

    /// <summary>One line: what is compared with what.</summary>
    string What { get; }

    Bar Wanted { get; }

    Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken);
}
