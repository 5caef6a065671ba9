using System.Globalization;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Testing.Clusters;

namespace DeviceCluster.Drills.Failover;

/// <summary>How many devices changed their owner, until when the last had one again, and which was dark for longest.</summary>
internal sealed record Measured(int Lost, int Missing, TimeSpan Back, TimeSpan Dark)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Until the node has ended and every device has a session, twice in a row: at the first look what was lost may not have been seen yet.
    /// Devices are told by the time of their session's login, so nothing depends on how often is looked.
    /// </summary>
    public static async Task<Measured> WaitAsync(
        TestCluster cluster, IReadOnlyList<DateTimeOffset?> before, DateTimeOffset from, Task ending, TimeSpan limit, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(limit);
        using var look = new PeriodicTimer(Look);
        for (var whole = 0; ;)
        {
            var ended = ending.IsCompleted;
            var devices = await cluster.Simulator.DevicesAsync(cluster.Options.Alive);
            whole = ended && devices.All(device => device.IsAlive) ? whole + 1 : 0;
            if (whole == 2 || late.IsCancellationRequested)
                return Of(devices, before, from);

            await look.WaitForNextTickAsync(stop);
        }
    }

    public static Measured Of(IReadOnlyList<DeviceSight> devices, IReadOnlyList<DateTimeOffset?> before, DateTimeOffset from)
    {
        var moved = devices.Where((device, i) => device.OwnerSince != before[i]).ToList();
        var back = moved.Select(device => device.OwnerSince - from).Max() ?? TimeSpan.Zero;
        var dark = moved.Max(device => device.LongestDark?.Seconds) ?? 0;
        return new Measured(moved.Count, devices.Count(device => !device.IsAlive), back, TimeSpan.FromSeconds(dark));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Lost} devices changed hands, {(Missing == 0 ? "all" : $"all but {Missing}")} back after {Back.TotalSeconds:0.0} s, longest dark {Dark.TotalSeconds:0.0} s");
}
