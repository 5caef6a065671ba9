using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Clustering;

/// <summary>Where a device lives: its shard, the node that has it, and whether its entity runs there. <paramref name="Silent"/> nodes could not be asked.</summary>
public sealed record DeviceHome(DeviceId Device, string Shard, string? Node, bool IsRunning, ImmutableArray<string> Silent);
