using System.Globalization;

namespace DeviceCluster.Benchmarks.Native;

/// <summary>Resident bytes for each of 5,000 idle logins, against the 16 KiB that one may cost; beside it the threads they take.</summary>
internal sealed class IdleLoginBenchmark : IBenchmark
{
    private const double Allowed = 16 * 1024;

    public string Name => "idle-login";

    public string What => "resident bytes per idle login at 5,000, against 16 KiB";

    public Bar Wanted { get; } = Bar.AtMost(1);

    public async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        var figures = await NativeProgram.RunAsync("idle_bench", cancellationToken, "--logins", "5000");
        var bytes = figures["bytes_per_idle_login"];
        return new BenchmarkResult(
            string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B, {figures["threads"]:0} thr"), $"{Allowed:0} B", bytes / Allowed);
    }
}
