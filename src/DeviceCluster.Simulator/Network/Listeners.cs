using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeviceCluster.Simulator.Network;

/// <summary>Binds the fleet's ports: one socket for all devices on their network interface where that may be had, else one per device.</summary>
internal static class Listeners
{
    private const int SocketLevel = 1, BindToDevice = 25;
    private const int Backlog = 4096;
    private const int Tries = 6;

    private const string Loopback = "lo";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    public static async Task<IReadOnlyList<Socket>> ListenAsync(
        IReadOnlyList<IPAddress> addresses, string? device, int port, ILogger log, CancellationToken cancellation)
    {
        var sockets = new List<Socket>();
        try
        {
            if (device is not null || addresses.Count > 1 && addresses.All(IPAddress.IsLoopback))
            {
                var shared = Create(SocketType.Stream);
                sockets.Add(shared);
                if (TryBindToDevice(shared, device ?? Loopback, log))
                {
                    await BindAsync(shared, new IPEndPoint(IPAddress.Any, port), cancellation).ConfigureAwait(false);
                    shared.Listen(Backlog);
                    return sockets;
                }

                shared.Dispose();
                sockets.Clear();
            }

            foreach (var address in addresses)
            {
                var own = Create(SocketType.Stream);
                sockets.Add(own);
                await BindAsync(own, new IPEndPoint(address, port), cancellation).ConfigureAwait(false);
                own.Listen(Backlog);
                port = ((IPEndPoint)own.LocalEndPoint!).Port;
            }

            return sockets;
        }
        catch
        {
            sockets.ForEach(socket => socket.Dispose());
            throw;
        }
    }

    /// <summary>A wildcard socket, since broadcasts reach no other; on the devices' interface alone where it is known.</summary>
    public static async Task<Socket> ReceiveDatagramsAsync(
        IReadOnlyList<IPAddress> addresses, string? device, int port, ILogger log, CancellationToken cancellation)
    {
        var socket = Create(SocketType.Dgram);
        try
        {
            var known = device ?? (addresses.All(IPAddress.IsLoopback) ? Loopback : null);
            var at = known is null || TryBindToDevice(socket, known, log) ? IPAddress.Any : addresses[0];
            await BindAsync(socket, new IPEndPoint(at, port), cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Socket Create(SocketType type) =>
        new(AddressFamily.InterNetwork, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);

    private static bool TryBindToDevice(Socket socket, string device, ILogger log)
    {
        try
        {
            socket.SetRawSocketOption(SocketLevel, BindToDevice, Encoding.ASCII.GetBytes(device + '\0'));
            return true;
        }
        catch (SocketException e)
        {
            log.LogWarning("cannot bind a socket to the interface {Device} ({Error}); each device gets a socket of its own, and broadcasts are not heard",
                device, e.SocketErrorCode);
            return false;
        }
    }

    /// <summary>The usual port lies where outgoing connections are given theirs, so it may be held for a moment.</summary>
    private static async Task BindAsync(Socket socket, IPEndPoint at, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                socket.Bind(at);
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                if (attempt == Tries)
                    throw new PortTakenException(at, socket.SocketType, PortHolder.Find(at.Port, socket.SocketType), e);

                await Task.Delay(RetryAfter, cancellation).ConfigureAwait(false);
            }
        }
    }
}
