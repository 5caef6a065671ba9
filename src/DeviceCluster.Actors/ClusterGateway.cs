using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors;

/// <summary>What the edges of a node ask and tell the cluster.</summary>
public sealed class ClusterGateway
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(2);

    private readonly ActorSystem _system;
    private readonly IReadOnlyActorRegistry _registry;
    private readonly NodeParts _parts;

    internal ClusterGateway(ActorSystem system, IReadOnlyActorRegistry registry, NodeParts parts) =>
        (_system, _registry, _parts) = (system, registry, parts);

    /// <summary>This node as the others know it.</summary>
    public string SelfAddress => Cluster.Get(_system).SelfAddress.ToString();

    public IReadOnlyList<ClusterMember> Members()
    {
        var cluster = Cluster.Get(_system);
        var state = cluster.State;
        return
        [
            .. state.Members.Select(member => new ClusterMember(
                member.Address.ToString(),
                member.Status.ToString(),
                [.. member.Roles],
                Reachable: !state.Unreachable.Contains(member),
                Leader: member.Address.Equals(state.Leader),
                Self: member.UniqueAddress.Equals(cluster.SelfUniqueAddress),
                member.AppVersion.Version,
                member.UniqueAddress.Uid,
                _parts.Members.Since(member))),
        ];
    }

    /// <summary>Hands all devices over, logs out, and ends the actor system; the host follows.</summary>
    public Task LeaveAsync() => CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);

    /// <summary>Asks another member to hand its devices over, leave and end. It is done when the member is gone, which takes its time.</summary>
    public void Leave(ClusterMember member, Origin by)
    {
        Record($"cluster leave {member.Address}", by);
        Cluster.Get(_system).Leave(Address.Parse(member.Address));
    }

    /// <summary>Writes down who ordered this node to leave. Its host, which is told to end, leaves in order.</summary>
    public void NoteLeaving(Origin by) => Record($"cluster leave {SelfAddress}", by);

    /// <summary>Takes a member out without its consent, as if it were lost. Its devices are taken over behind the fence.</summary>
    public void Down(ClusterMember member, Origin by)
    {
        Record($"cluster down {member.Address}", by);
        Cluster.Get(_system).Down(Address.Parse(member.Address));
    }

    /// <summary>Joins by this member of a cluster, host:port; only while this node is in none.</summary>
    public void Join(string hostAndPort, Origin by)
    {
        Record($"cluster join {hostAndPort}", by);
        var cluster = Cluster.Get(_system);
        cluster.Join(Address.Parse($"{cluster.SelfAddress.Protocol}://{cluster.SelfAddress.System}@{hostAndPort}"));
    }

    /// <summary>True when this node is Up and its shard region is known to the coordinator. Otherwise the words say what is missing.</summary>
    public async Task<(bool Ready, string Words)> IsReadyAsync(CancellationToken stop)
    {
        var cluster = Cluster.Get(_system);
        if (cluster.SelfMember.Status != MemberStatus.Up)
            return (false, NotUp(cluster));
        try
        {
            var region = await _registry.GetAsync<DeviceActor>(stop);
            var regions = await region.Ask<CurrentRegions>(GetCurrentRegions.Instance, ReadyLimit, stop);
            return regions.Regions.Contains(cluster.SelfAddress) ? (true, "ready") : (false, "the shard region is not registered yet");
        }
        catch (AskTimeoutException)
        {
            return (false, "the shard region gives no answer");
        }
    }

    // The cluster answers nothing: what comes of it is seen in its members.
    private void Record(string what, Origin by) => _parts.Storage.Audit.Record(device: null, by, what, "ordered");

    private static string NotUp(Cluster cluster) => cluster.State.Members.IsEmpty
        ? "the node is in no cluster yet"
        : $"the node is {cluster.SelfMember.Status} in its cluster, not Up";
}
