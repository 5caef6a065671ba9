using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Clustering;

/// <summary>How the devices are spread over the nodes. Each node is asked by itself: one that is silent leaves a hole, not an empty answer.</summary>
public sealed class ShardingGateway(ActorSystem system, IReadOnlyActorRegistry registry)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>The nodes that the coordinator gives shards to, by address.</summary>
    /// <exception cref="TimeoutException">The coordinator gave no answer, as while it moves to another node.</exception>
    public async Task<IReadOnlySet<string>> RegionsAsync(CancellationToken stop)
    {
        var region = await registry.GetAsync<DeviceActor>(stop);
        try
        {
            var current = await region.Ask<CurrentRegions>(GetCurrentRegions.Instance, Limit, stop);
            return current.Regions.Select(address => address.ToString()).ToImmutableHashSet();
        }
        catch (AskTimeoutException e)
        {
            throw new TimeoutException($"the coordinator of the shards gave no answer within {Limit.TotalSeconds:0} s", e);
        }
    }

    /// <summary>What runs on each node; without an answer <see cref="NodeShards.Entities"/> is null.</summary>
    public async Task<IReadOnlyList<NodeShards>> NodesAsync(CancellationToken stop) =>
        await Task.WhenAll(Nodes().Select(address => ShardsAsync(address, stop)));

    /// <summary>Where a device lives, or would, and whether its entity runs.</summary>
    public async Task<DeviceHome> FindAsync(DeviceId device, CancellationToken stop)
    {
        var shard = DeviceSharding.ShardOf(device);
        var nodes = await NodesAsync(stop);
        var silent = nodes.Where(node => node.Entities is null).Select(node => node.Address).ToImmutableArray();
        if (nodes.FirstOrDefault(node => node.Entities?.ContainsKey(shard) is true) is not { } home)
            return new DeviceHome(device, shard, Node: null, IsRunning: false, silent);

        var entity = system.ActorSelection($"{home.Address}/system/sharding/{DeviceSharding.TypeName}/{shard}/{device}");
        var identity = await entity.Ask<ActorIdentity>(new Identify(device.Value), Limit, stop);
        return new DeviceHome(device, shard, home.Address, IsRunning: identity.Subject is not null, silent);
    }

    private async Task<NodeShards> ShardsAsync(Address address, CancellationToken stop)
    {
        try
        {
            var stats = await system.ActorSelection($"{address}/system/sharding/{DeviceSharding.TypeName}")
                .Ask<ShardRegionStats>(GetShardRegionStats.Instance, Limit, stop);
            return new NodeShards(address.ToString(), stats.Stats.ToImmutableDictionary());
        }
        catch (AskTimeoutException)
        {
            return new NodeShards(address.ToString(), Entities: null);
        }
    }

    private IEnumerable<Address> Nodes() => Cluster.Get(system).State.Members
        .Where(member => member.HasRole(DeviceSharding.Role) && member.Status is not (MemberStatus.Removed or MemberStatus.Down))
        .Select(member => member.Address);
}
