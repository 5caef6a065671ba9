using System.Net;
using System.Net.Sockets;

namespace DeviceCluster.Simulator.Network;

/// <summary>The cables of the fleet: cuts one device off, and joins it again.</summary>
internal sealed class SimulatorNetwork(ILogger log)
{
    private readonly Lock _gate = new();
    private readonly HashSet<IPAddress> _cut = [];
    private IReadOnlyList<Socket> _listeners = [];

    public void Use(IReadOnlyList<Socket> listeners) => _listeners = listeners;

    /// <summary>Where packets cannot be dropped, the device falls silent instead: a connect is then accepted, but never answered.</summary>
    public void Cut(VirtualDevice device)
    {
        lock (_gate)
        {
            _cut.Add(device.Address);
            if (!Apply())
                log.LogWarning("cannot drop packets to {Address}; unplugged, it accepts connections and says nothing", device.Address);
        }

        foreach (var connection in device.Connections())
            PacketFilter.DropAll(connection.Socket);

        foreach (var link in device.Links.All())
            PacketFilter.DropAll(link.Socket);
    }

    public void Join(VirtualDevice device)
    {
        lock (_gate)
        {
            _cut.Remove(device.Address);
            Apply();
        }

        foreach (var connection in device.Connections())
            PacketFilter.Detach(connection.Socket);

        foreach (var link in device.Links.All())
            PacketFilter.Detach(link.Socket);
    }

    private bool Apply()
    {
        var done = true;
        foreach (var listener in _listeners)
            done &= PacketFilter.DropTo(listener, _cut);

        return done;
    }
}
