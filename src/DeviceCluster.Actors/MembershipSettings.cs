using System.Collections.Immutable;

namespace DeviceCluster.Actors;

/// <summary>How a node finds the others and what it is among them.</summary>
public sealed record MembershipSettings
{
    /// <summary>The name the others know this node by, the same text as in their seeds; empty = the address it listens on.</summary>
    public string PublicHostName { get; init; } = "";

    /// <summary>host:port of nodes to join by, in the same order at every node; empty = a cluster of its own.</summary>
    public ImmutableArray<string> Seeds { get; init; } = [];

    /// <summary>How many nodes the cluster has when all are there. Only more than half of them may take the devices of a node that is gone.</summary>
    public int Size { get; init; } = 1;

    /// <summary>Ends this node's sessions, and then the process, when it is stopped or cut off. False is for debuggers alone.</summary>
    public bool Watchdog { get; init; } = true;
}
