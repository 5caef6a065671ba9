namespace DeviceCluster.Simulator.Network;

/// <summary>Where the devices of a fleet listen; 0 = not at all.</summary>
internal sealed record FleetPorts(int Dvrip, int Http, int Json);
