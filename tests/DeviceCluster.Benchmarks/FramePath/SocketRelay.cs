using System.Net;
using System.Net.Sockets;

namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>The peer: what comes in at one socket goes out at another, a frame at a time.</summary>
internal static class SocketRelay
{
    public static async Task<double> MeasureAsync(CancellationToken cancellationToken)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        await using var reader = Child.Reader(port);
        using var viewer = await listener.AcceptAsync(cancellationToken);
        await viewer.ReceiveAsync(new byte[512], cancellationToken);
        await using var sender = Child.Sender(port);
        using var device = await listener.AcceptAsync(cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        long relayed = 0;
        var relaying = RelayAsync(device, viewer, count => Interlocked.Add(ref relayed, count), end.Token);

        var cost = await CpuMeter.MeasureAsync(() => Interlocked.Read(ref relayed), cancellationToken);

        await end.CancelAsync();
        await relaying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return cost;
    }

    private static async Task RelayAsync(Socket device, Socket viewer, Action<int> carried, CancellationToken end)
    {
        var buffer = new byte[Pace.BodyBytes];
        int count;
        while ((count = await device.ReceiveAsync(buffer, end)) > 0)
        {
            await viewer.SendAsync(buffer.AsMemory(0, count), end);
            carried(count);
        }
    }
}
