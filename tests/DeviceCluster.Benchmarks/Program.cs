using System.Globalization;
using DeviceCluster.Benchmarks;
using DeviceCluster.Benchmarks.FramePath;

if (args is [Child.Switch, var role, var port])
{
    await Child.RunAsync(role, int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}

#pragma warning disable RS0030 // The process's own output and errors; everything else writes to what it is given.
return await BenchmarkRunner.RunAsync(args, Console.Out, Console.Error);
