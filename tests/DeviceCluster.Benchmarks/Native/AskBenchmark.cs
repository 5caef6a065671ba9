using System.Globalization;

namespace DeviceCluster.Benchmarks.Native;

/// <summary>JSON-RPC questions a second of the native library over one login or over many, against a bare TCP echo of the same sizes.</summary>
internal abstract class AskBenchmark(string logins, string over) : IBenchmark
{
    public string Name => $"ask-{logins}";

    public string What => $"JSON-RPC round trips per second over {over}, against a bare TCP echo of the same sizes; beside it processor time for each";

    public Bar Wanted { get; } = Bar.AtLeast(1.0 / 3);

    public async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        var figures = await NativeProgram.RunAsync("ask_bench", cancellationToken);
        return new BenchmarkResult(
            Rate(figures[$"asks_{logins}"], figures[$"cpu_us_{logins}"]),
            Rate(figures[$"echoes_{logins}"], figures[$"echo_cpu_us_{logins}"]),
            figures[$"ratio_{logins}"]);
    }

    private static string Rate(double perSecond, double microseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{perSecond:0}/s, {microseconds:0} us");
}
