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
    public static async Task RunAsync(ClusterOptions cluster, TimeProvider time, CancellationToken stop)
    {
        var name = cluster.Membership.PublicHostName;
        if (name.Length == 0 || !cluster.Membership.IsClustered)
            return;

        using var limit = Within(time, stop, out var timer);
        using var _ = timer;
        using var ours = await ListenAsync(cluster, limit.Token);
        using var word = await ConnectAsync(name, cluster.Port, limit.Token);
        var elsewhere = word is not null && ours is not null && await LeadsElsewhereAsync(ours, word, time, stop);
        stop.ThrowIfCancellationRequested();
        if (elsewhere)
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

    // Once more the whole limit: names that are looked up slowly must not be paid for by whoever answers.
    private static async Task<bool> LeadsElsewhereAsync(Socket ours, Socket word, TimeProvider time, CancellationToken stop)
    {
        using var limit = Within(time, stop, out var timer);
        using var _ = timer;
        var sent = RandomNumberGenerator.GetBytes(WordLength);
        try
        {
            await word.SendAsync(sent, limit.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Who answered is gone again; with nobody at fault this node goes on.
            return false;
        }
        return await new Callers(ours, sent).SaysAsync(limit.Token) is false;
    }

    private static CancellationTokenSource Within(TimeProvider time, CancellationToken stop, out CancellationTokenSource timer)
    {
        timer = new CancellationTokenSource(Limit, time);
        return CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
    }
}
