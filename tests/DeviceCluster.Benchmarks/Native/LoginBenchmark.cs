using System.Globalization;

namespace DeviceCluster.Benchmarks.Native;

/// <summary>Logins a second of the native library, against bare TCP connections that make the same round trips.</summary>
internal sealed class LoginBenchmark : IBenchmark
{
    public string Name => "login";

    public string What => "logins per second of the native library, against bare connects with the same round trips";

    public Bar Wanted { get; } = Bar.AtLeast(0.5);

    public async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        var figures = await NativeProgram.RunAsync("login_bench", cancellationToken);
        return new BenchmarkResult(Rate(figures["logins_per_second"]), Rate(figures["bare_connects_per_second"]), figures["ratio"]);
    }

    private static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0}/s");
}
