namespace DeviceCluster.Simulator.Network;

/// <summary>The connections of one device beside the device port's, so that a fault finds them.</summary>
internal sealed class DeviceLinks(VirtualDevice device)
{
    private const int Most = 256;

    private readonly Lock _gate = new();
    private HashSet<DeviceLink>? _links;

    /// <summary>False when the device takes no more, or has no power.</summary>
    public bool Add(DeviceLink link)
    {
        lock (_gate)
        {
            _links ??= [];
            if (device.Faults.PoweredOff || _links.Count >= Most)
                return false;

            _links.Add(link);
        }

        if (device.Faults.Unplugged)
            PacketFilter.DropAll(link.Socket);

        device.Facts.Connected(1);
        return true;
    }

    public void Remove(DeviceLink link)
    {
        lock (_gate)
        {
            if (_links?.Remove(link) != true)
                return;
        }

        device.Facts.Connected(-1);
    }

    public DeviceLink[] All()
    {
        lock (_gate)
            return _links is null ? [] : [.. _links];
    }

    public void Abort()
    {
        foreach (var link in All())
            link.Abort();
    }
}
