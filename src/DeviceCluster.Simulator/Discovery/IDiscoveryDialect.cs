namespace DeviceCluster.Simulator.Discovery;

/// <summary>A way to search for devices, and to answer.</summary>
internal interface IDiscoveryDialect
{
    /// <summary>False for whatever is no such search: devices do not answer it.</summary>
    bool IsSearch(ReadOnlySpan<byte> datagram);

    bool IsSpokenBy(VirtualDevice device);

    byte[] Announce(VirtualDevice device);
}
