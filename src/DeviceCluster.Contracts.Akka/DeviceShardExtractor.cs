using Akka.Cluster.Sharding;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Akka;

/// <summary>Says which shard and entity a message is for. The count of shards and the hash are for ever: a change would run devices twice.</summary>
public sealed class DeviceShardExtractor() : HashCodeMessageExtractor(Shards)
{
    public const int Shards = 120;

    public override string? EntityId(object message) => message is IForDevice { Device.Value: { Length: > 0 } id } ? id : null;
}
