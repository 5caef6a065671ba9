using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DeviceCluster.Node.Configuration;

namespace DeviceCluster.Node.Hosting;

/// <summary>
/// Whether the name by which the others know this node leads to it, asked before it joins: a word sent there must come in at our own port. A second
/// node under a name that is taken would cut the first one off from the cluster. A name that leads nowhere yet is no fault: a pod's own name comes
/// later than the pod.
/// </summary>
internal static class NameProbe
{
    private const int WordLength = 16;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <exception cref="NodeFault">Somebody else answers there.</exception>
    public static async Task RunAsync(ClusterOptions cluster, TimeProvider time)
    {
        var name = cluster.Membership.PublicHostName;
        if (name.Length == 0 || !cluster.Membership.IsClustered)
            return;

        using var limit = new CancellationTokenSource(Limit, time);
        using var ours = await ListenAsync(cluster, limit.Token);
        using var word = await ConnectAsync(name, cluster.Port, limit.Token);
        if (word is not null && ours is not null && !await ComesInAsync(ours, word, limit.Token))
            throw new NodeFault(
                ExitCode.PortTaken,
                $"at {name}:{cluster.Port}, by which the other nodes know this one, another process answers: two nodes must not have one name. "
                + $"Stop that one, or give this node a name of its own by {SettingsReader.Root}:Cluster:PublicHostName");
    }

    private static async Task<Socket?> ListenAsync(ClusterOptions cluster, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var address = IPAddress.TryParse(cluster.HostName, out var literal)
                ? literal
                : (await Dns.GetHostAddressesAsync(cluster.HostName, AddressFamily.InterNetwork, stop))[0];
            socket.Bind(new IPEndPoint(address, cluster.Port));
            socket.Listen();
            return socket;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Akka says the same in a moment, with the port's holder.
            socket.Dispose();
            return null;
        }
    }

    private static async Task<Socket?> ConnectAsync(string name, int port, CancellationToken stop)
    {
        // Both ends go without a farewell, so that the port is free at once for Akka.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
        try
        {
            await socket.ConnectAsync(await Dns.GetHostAddressesAsync(name, AddressFamily.InterNetwork, stop), port, stop);
            return socket;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static async Task<bool> ComesInAsync(Socket ours, Socket word, CancellationToken stop)
    {
        var sent = RandomNumberGenerator.GetBytes(WordLength);
        try
        {
            await word.SendAsync(sent, stop);
            while (true)
            {
                using var caller = await ours.AcceptAsync(stop);
                caller.LingerState = new LingerOption(true, 0);
                if (await HeardAsync(caller, sent, stop))
                    return true;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> HeardAsync(Socket caller, byte[] sent, CancellationToken stop)
    {
        var heard = new byte[WordLength];
        try
        {
            for (var length = 0; length < WordLength;)
            {
                var more = await caller.ReceiveAsync(heard.AsMemory(length), stop);
                if (more == 0)
                    return false;
                length += more;
            }
        }
        catch (SocketException)
        {
            // Some other caller, gone again.
            return false;
        }
        return heard.AsSpan().SequenceEqual(sent);
    }
}
