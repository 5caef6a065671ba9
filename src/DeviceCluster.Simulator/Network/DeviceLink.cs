using System.Net.Sockets;

namespace DeviceCluster.Simulator.Network;

/// <summary>A TCP connection beside the device port's: HTTP, or JSON on its own port.</summary>
internal sealed class DeviceLink(VirtualDevice device, Socket socket, Action abort)
{
    private volatile bool _forgotten;

    public VirtualDevice Device { get; } = device;

    public Socket Socket { get; } = socket;

    /// <summary>Nothing is answered here: the device is silent, or has forgotten this connection.</summary>
    public bool Silent => _forgotten || Device.Faults.Silent;

    public void Forget() => _forgotten = true;

    /// <summary>By RST, as a device does that loses its power.</summary>
    public void Abort()
    {
        try
        {
            Socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client was first.
        }

        abort();
    }
}
