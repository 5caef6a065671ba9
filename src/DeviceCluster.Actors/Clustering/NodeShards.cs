using System.Collections.Immutable;

namespace DeviceCluster.Actors.Clustering;

/// <summary>The shards of one node, each with how many entities run in it; null when the node gave no answer.</summary>
public sealed record NodeShards(string Address, ImmutableDictionary<string, int>? Entities);
