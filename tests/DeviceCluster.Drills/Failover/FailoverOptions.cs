namespace DeviceCluster.Drills.Failover;

/// <summary>How large the drill is, and whether the nodes have machines of their own (a lab) or share loopback.</summary>
internal sealed record FailoverOptions(int Devices, bool Lab, int Nodes = 3);
