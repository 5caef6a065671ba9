using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using DeviceCluster.Actors.Devices;

namespace DeviceCluster.Actors;

/// <summary>What the edges of a node ask and tell the cluster.</summary>
public sealed class ClusterGateway(ActorSystem system, IReadOnlyActorRegistry registry)
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(2);

    public IReadOnlyList<ClusterMember> Members()
    {
        var cluster = Cluster.Get(system);
        var state = cluster.State;
        return
        [
            .. state.Members.Select(member => new ClusterMember(
                member.Address.ToString(),
                member.Status.ToString(),
                [.. member.Roles],
                Reachable: !state.Unreachable.Contains(member),
                Leader: member.Address.Equals(state.Leader),
                Self: member.UniqueAddress.Equals(cluster.SelfUniqueAddress))),
        ];
    }

    /// <summary>Hands all devices over, logs out, and ends the actor system; the host follows.</summary>
    public Task LeaveAsync() => CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);

    /// <summary>True when this node is Up and its shard region is known to the coordinator. Otherwise the words say what is missing.</summary>
    public async Task<(bool Ready, string Words)> IsReadyAsync(CancellationToken stop)
    {
        var cluster = Cluster.Get(system);
        if (cluster.SelfMember.Status != MemberStatus.Up)
            return (false, $"the node is {cluster.SelfMember.Status} in its cluster, not Up");
        try
        {
            var region = await registry.GetAsync<DeviceActor>(stop);
            var regions = await region.Ask<CurrentRegions>(GetCurrentRegions.Instance, ReadyLimit, stop);
            return regions.Regions.Contains(cluster.SelfAddress) ? (true, "ready") : (false, "the shard region is not registered yet");
        }
        catch (AskTimeoutException)
        {
            return (false, "the shard region gives no answer");
        }
    }
}
