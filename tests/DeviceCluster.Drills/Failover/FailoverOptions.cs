namespace DeviceCluster.Drills.Failover;

/// <summary>How large the drill is, whether the nodes have machines of their own (a lab) or share loopback, and by which times a loss is waited out.</summary>
internal sealed record FailoverOptions(int Devices, bool Lab, FailoverTiming Timing, int Nodes = 3);
