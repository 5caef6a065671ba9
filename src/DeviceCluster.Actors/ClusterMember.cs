using System.Collections.Immutable;

namespace DeviceCluster.Actors;

/// <summary>One member of the cluster as this node sees it.</summary>
public sealed record ClusterMember(string Address, string Status, ImmutableArray<string> Roles, bool Reachable, bool Leader, bool Self);
