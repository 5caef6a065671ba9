using System.Diagnostics;

namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>Processor seconds of this process for each gigabit that a path carries, over a fixed time.</summary>
internal static class CpuMeter
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Taken = TimeSpan.FromSeconds(3);

    public static async Task<double> MeasureAsync(Func<long> bytes, CancellationToken cancellationToken)
    {
        await Task.Delay(WarmUp, cancellationToken);
        var (before, carried) = (Processor(), bytes());
        await Task.Delay(Taken, cancellationToken);
        carried = bytes() - carried;
        var spent = Processor() - before;
        return carried > 0 ? spent.TotalSeconds / (carried * 8e-9) : throw new InvalidOperationException("nothing was carried");
    }

    private static TimeSpan Processor()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
