namespace DeviceCluster.Contracts.Akka;

/// <summary>The names by which members of the cluster know what they share. They are the same everywhere and in every version.</summary>
public static class ClusterNames
{
    /// <summary>Of the actor system, unless the configuration gives another.</summary>
    public const string System = "DeviceCluster";

    /// <summary>The role of a node: it holds devices, and it counts when a majority is looked for.</summary>
    public const string DeviceRole = "device";

    /// <summary>The role of a service that only speaks to devices.</summary>
    public const string ClientRole = "client";

    /// <summary>The shard region of the devices.</summary>
    public const string DeviceRegion = "device";

    /// <summary>The actor of each node that answers questions about all devices: <c>/user/fleet</c>.</summary>
    public const string Fleet = "fleet";

    /// <summary>The actor of each node that searches the node's networks: <c>/user/discovery</c>.</summary>
    public const string Discovery = "discovery";
}
