namespace DeviceCluster.Testing.Network;

/// <summary>What a node talks, each kind by ports of its own.</summary>
public enum Traffic
{
    Akka,
    Database,
    Devices,
}

/// <summary>Which way packets are lost, as the node sees it.</summary>
public enum Direction
{
    Both,
    In,
    Out,
}
