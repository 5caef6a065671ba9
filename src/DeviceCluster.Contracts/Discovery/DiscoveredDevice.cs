namespace DeviceCluster.Contracts.Discovery;

/// <summary>
/// A device that answered a search. All text is the device's own: untrusted, to be escaped before it is shown. Whether it is initialised is null where
/// it does not tell, as those that know the binary search alone.
/// </summary>
public sealed record DiscoveredDevice(
    string Serial,
    string Address,
    int Port,
    int HttpPort,
    string Mac,
    string DeviceType,
    string DeviceClass,
    string Version,
    int VideoChannels,
    bool? Initialised,
    string LocalAddress);
