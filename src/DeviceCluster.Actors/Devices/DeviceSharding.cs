using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>How device entities are spread over the cluster.</summary>
internal static class DeviceSharding
{
    public const string TypeName = "device";
    public const string PersistenceIdPrefix = "device-";
    public const string Role = "device";

    private static readonly DeviceShardExtractor Extractor = new();

    public static string ShardOf(DeviceId device) => Extractor.ShardId(device.Value, null);

    public static AkkaConfigurationBuilder WithDevices(this AkkaConfigurationBuilder builder, NodeParts parts) => builder
        .WithShardRegion<DeviceActor>(
            TypeName,
            (_, _, _) => id => parts.Health.IsOpen ? DeviceActor.Props(id, parts) : AbsentDevice.Props(id, parts),
            new DeviceShardExtractor(),
            new ShardOptions
            {
                Role = Role,
                StateStoreMode = StateStoreMode.DData,

                // One unknown id while the database is away would restart its shard and every entity in it. The waker does it.
                RememberEntities = false,
                ShouldPassivateIdleEntities = false,
                HandOffStopMessage = StopDevice.Instance,
            })
        .WithSingleton<DeviceWaker>(
            "device-waker", (_, _, _) => DeviceWaker.Props(parts), new ClusterSingletonOptions { Role = Role }, createProxyToo: false);
}
