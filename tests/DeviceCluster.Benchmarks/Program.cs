using DeviceCluster.Benchmarks;

#pragma warning disable RS0030 // The process's own output and errors; everything else writes to what it is given.
return await BenchmarkRunner.RunAsync(args, Console.Out, Console.Error);
