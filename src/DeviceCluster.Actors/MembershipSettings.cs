using System.Collections.Immutable;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Akka.Tls;

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

    /// <summary>TLS between the nodes; null speaks plainly, which is for loopback alone.</summary>
    public ClusterIdentity? Identity { get; init; }

    /// <summary>How long the seeds are asked before the node gives up and ends.</summary>
    public TimeSpan JoinLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long nothing may change before the majority takes out who cannot be reached. The same at all members, services included.</summary>
    public TimeSpan StableAfter { get; init; } = MemberSettings.StableAfter;

    /// <summary>
    /// How long the shards of a node that was taken out wait for a new home. Akka's default is <see cref="StableAfter"/> once more; short is safe because of
    /// the fence.
    /// </summary>
    public TimeSpan DownRemovalMargin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What runs here; new versions get the shards first while a cluster is rolled.</summary>
    public string Version { get; init; } = typeof(MembershipSettings).Assembly.GetName().Version!.ToString(3);

    public bool IsClustered => !Seeds.IsEmpty;

    /// <summary>More than half of <see cref="Size"/>.</summary>
    public int Majority => (Size / 2) + 1;
}
