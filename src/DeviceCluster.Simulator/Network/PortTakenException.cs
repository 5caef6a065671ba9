using System.Net;
using System.Net.Sockets;

namespace DeviceCluster.Simulator.Network;

/// <summary>A port that the simulator needs is held by somebody else.</summary>
public sealed class PortTakenException : IOException
{
    public PortTakenException()
    {
    }

    public PortTakenException(string message) : base(message)
    {
    }

    public PortTakenException(string message, Exception inner) : base(message, inner)
    {
    }

    internal PortTakenException(IPEndPoint at, SocketType type, string? holder, Exception inner)
        : base($"{(type == SocketType.Stream ? "TCP" : "UDP")} port {at.Port} is taken by {holder ?? "a process that cannot be seen from here"}; "
            + "end that, or choose another port", inner)
    {
    }
}
