using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>How device entities are spread over the cluster.</summary>
internal static class DeviceSharding
{
    public const string TypeName = ClusterNames.DeviceRegion;
    public const string PersistenceIdPrefix = "device-";
    public const string Role = ClusterNames.DeviceRole;

    private static readonly DeviceShardExtractor Extractor = new();
    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(2);

    public static string ShardOf(DeviceId device) => Extractor.ShardId(device.Value, null);

    public static AkkaConfigurationBuilder WithDevices(this AkkaConfigurationBuilder builder, NodeParts parts) => builder
        .WithActors((system, registry) => registry.Register<DeviceActor>(Region(system, parts)))
        .WithSingleton<DeviceWaker>(
            "device-waker", (_, _, _) => DeviceWaker.Props(parts), new ClusterSingletonOptions { Role = Role }, createProxyToo: false);

    // By hand: the builder's own way takes no strategy.
    private static IActorRef Region(ActorSystem system, NodeParts parts)
    {
        var settings = ClusterShardingSettings.Create(system)
            .WithRole(Role)
            .WithStateStoreMode(StateStoreMode.DData)
            // One unknown id while the database is away would restart its shard and every entity in it. The waker does it.
            .WithRememberEntities(false)
            .WithPassivateIdleAfter(TimeSpan.Zero);
        var sharding = ClusterSharding.Get(system);
        return sharding.Start(
            TypeName,
            id => parts.Health.IsOpen ? DeviceActor.Props(id, parts) : AbsentDevice.Props(id, parts),
            settings,
            new DeviceShardExtractor(),
            new SteadyShards(sharding.DefaultShardAllocationStrategy(settings), () => parts.Storage.AnswersAsync(LookLimit)),
            StopDevice.Instance);
    }
}
