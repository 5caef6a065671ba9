using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>The other end of a measured path, in a process of its own: it reads and throws away, or sends frames at the pace.</summary>
internal sealed class Child : IAsyncDisposable
{
    public const string Switch = "--child";

    private readonly Process _process;

    private Child(string role, int port) =>
        _process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", typeof(Child).Assembly.Location, Switch, role, port.ToString(CultureInfo.InvariantCulture)]))!;

    public static Child Reader(int port) => new("read", port);

    public static Child Sender(int port) => new("send", port);

    /// <summary>What a child does; ends with the connection.</summary>
    public static async Task RunAsync(string role, int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        if (role == "send")
        {
            var frame = new byte[Pace.BodyBytes];
            await Pace.RunAsync(async _ => await socket.SendAsync(frame), CancellationToken.None);
            return;
        }
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /live HTTP/1.1\r\nHost: bench\r\n\r\n"));
        var buffer = new byte[256 * 1024];
        while (await socket.ReceiveAsync(buffer) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
