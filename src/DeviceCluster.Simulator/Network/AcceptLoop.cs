using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;

namespace DeviceCluster.Simulator.Network;

/// <summary>Takes the connections of a listener and gives each to the device whose address it came to.</summary>
internal sealed class AcceptLoop(FrozenDictionary<IPAddress, VirtualDevice> devices, ILogger log, CancellationToken stop)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(Socket listener, Action<Socket, VirtualDevice> take)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Give(await listener.AcceptAsync(stop).ConfigureAwait(false), take);
            }
            catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // Out of descriptors, or the client was gone before we took it: the others go on.
                log.LogWarning("cannot accept a connection: {Error}", e.SocketErrorCode);
                await Task.Delay(AgainAfter, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    public static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (SocketException)
        {
            // The client was faster with its own reset.
        }

        socket.Dispose();
    }

    private void Give(Socket socket, Action<Socket, VirtualDevice> take)
    {
        try
        {
            if (socket.LocalEndPoint is IPEndPoint local && devices.TryGetValue(local.Address, out var device))
            {
                socket.NoDelay = true;
                take(socket, device);
                return;
            }
        }
        catch (SocketException)
        {
            // The client was faster with its own reset.
        }

        Reset(socket);
    }
}
