using System.Net;
using System.Net.Sockets;

namespace DeviceCluster.Node.Hosting;

/// <summary>A port that is ours from the start, before any data is touched; Kestrel accepts on it later.</summary>
internal sealed class BoundPort : IDisposable
{
    private const int Backlog = 512;

    private BoundPort(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public IPEndPoint EndPoint => (IPEndPoint)Socket.LocalEndPoint!;

    public static BoundPort Bind(string key, IPEndPoint listen)
    {
        var socket = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(listen);
            // Bound sockets may share a port, listening ones may not: only now it is ours.
            socket.Listen(Backlog);
            return new BoundPort(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw Explain(key, listen, e);
        }
    }

    /// <summary>Whether the port could be had now; for what binds its own sockets later.</summary>
    public static void Probe(string key, IPEndPoint listen)
    {
        if (listen.Port != 0)
            Bind(key, listen).Dispose();
    }

    public void Dispose() => Socket.Dispose();

    private static NodeFault Explain(string key, IPEndPoint listen, SocketException e) => e.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new NodeFault(
            ExitCode.PortTaken, $"{listen} is taken{PortHolder.Of(listen.Port)}: stop that, or set DeviceCluster:{key} to another port", e),
        SocketError.AccessDenied => new NodeFault(
            ExitCode.PortTaken, $"{listen} may not be listened on by this user: set DeviceCluster:{key} to a port above 1023", e),
        _ => new NodeFault(ExitCode.PortTaken, $"{listen} cannot be listened on ({e.Message}): set DeviceCluster:{key} to an address of this machine", e),
    };
}
