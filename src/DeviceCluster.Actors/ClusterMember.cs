using System.Collections.Immutable;

namespace DeviceCluster.Actors;

/// <summary>
/// One member of the cluster as this node sees it. <paramref name="Uid"/> is of this start of its process; <paramref name="Since"/> is when this node
/// saw it take its status.
/// </summary>
public sealed record ClusterMember(
    string Address,
    string Status,
    ImmutableArray<string> Roles,
    bool Reachable,
    bool Leader,
    bool Self,
    string Version,
    int Uid,
    DateTimeOffset? Since);
