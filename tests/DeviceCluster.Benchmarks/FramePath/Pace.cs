namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>Frames of one size at a steady rate: 600 Mbit/s, as much as a node of two cores has to carry on a busy day.</summary>
internal static class Pace
{
    public const int BodyBytes = 20_000;

    private const double FramesPerSecond = 600e6 / 8 / BodyBytes;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);

    /// <summary>Calls <paramref name="send"/> once for each frame that is due, until cancelled.</summary>
    public static async Task RunAsync(Func<int, ValueTask> send, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick);
        var start = TimeProvider.System.GetTimestamp();
        var sent = 0;
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var due = (int)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * FramesPerSecond);
            for (; sent < due; sent++)
                await send(sent);
        }
    }
}
