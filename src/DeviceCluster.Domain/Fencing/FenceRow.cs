namespace DeviceCluster.Domain.Fencing;

/// <summary>The row of a shard as it was read. <paramref name="Owner"/> is a node's address and incarnation; null = free.</summary>
public sealed record FenceRow(string Shard, string? Owner, long Epoch, long Beat);
