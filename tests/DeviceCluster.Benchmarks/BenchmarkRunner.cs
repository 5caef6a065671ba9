using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace DeviceCluster.Benchmarks;

/// <summary>The command line: runs all benchmarks, or those that are named, and prints a table of ratios.</summary>
internal static class BenchmarkRunner
{
    private const int Met = 0;
    private const int Missed = 1;
    private const int WrongName = 64;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(string[] names, TextWriter output, TextWriter errors)
    {
        var all = FindAll();
        var unknown = names.Where(name => !all.Any(benchmark => IsNamed(benchmark, name))).ToArray();
        if (unknown.Length > 0)
        {
            await errors.WriteLineAsync($"no benchmark is called {string.Join(", ", unknown)}; there are:");
            foreach (var benchmark in all)
                await errors.WriteLineAsync($"  {benchmark.Name,-20} {benchmark.What}");
            return WrongName;
        }

        if (typeof(BenchmarkRunner).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            await errors.WriteLineAsync("built without optimisation: these figures mean nothing, build with -c Release");

        return await RunAllAsync(all.Where(benchmark => names.Length == 0 || names.Any(name => IsNamed(benchmark, name))), output, errors);
    }

    private static async Task<int> RunAllAsync(IEnumerable<IBenchmark> benchmarks, TextWriter output, TextWriter errors)
    {
        var exit = Met;
        await output.WriteLineAsync(Row("name", "ours", "peer", "ratio", "wanted", ""));
        foreach (var benchmark in benchmarks)
        {
            if (!await RunAsync(benchmark, output, errors))
                exit = Missed;
        }

        return exit;
    }

    /// <summary>True when the bar was met. One that cannot be carried out does not keep the others from it.</summary>
    private static async Task<bool> RunAsync(IBenchmark benchmark, TextWriter output, TextWriter errors)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var result = await benchmark.RunAsync(limit.Token);
            var ratio = result.Ratio.ToString("0.00", CultureInfo.InvariantCulture);
            await output.WriteLineAsync(Row(
                benchmark.Name, result.Ours, result.Peer, ratio, benchmark.Wanted.ToString(), benchmark.Wanted.Verdict(result.Ratio)));
            return benchmark.Wanted.IsMetBy(result.Ratio);
        }
        catch (Exception e)
        {
            await output.WriteLineAsync(Row(benchmark.Name, "none", "none", "", benchmark.Wanted.ToString(), "FAILED"));
            await errors.WriteLineAsync(limit.IsCancellationRequested ? $"{benchmark.Name} did not end within {Limit.TotalMinutes:0} minutes: {e}" : $"{benchmark.Name}: {e}");
            return false;
        }
    }

    /// <summary>By its whole name, or by the beginning of it that a group shares: cluster names cluster-ask-local and its like.</summary>
    private static bool IsNamed(IBenchmark benchmark, string name) =>
        benchmark.Name == name || benchmark.Name.StartsWith(name + "-", StringComparison.Ordinal);

    private static string Row(string name, string ours, string peer, string ratio, string wanted, string verdict) =>
        $"{name,-20} {ours,16} {peer,16} {ratio,8} {wanted,8}  {verdict}".TrimEnd();

    private static IBenchmark[] FindAll() => typeof(IBenchmark).Assembly.GetTypes()
        .Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IBenchmark)))
        .Select(type => (IBenchmark)Activator.CreateInstance(type)!)
        .OrderBy(benchmark => benchmark.Name, StringComparer.Ordinal)
        .ToArray();
}
