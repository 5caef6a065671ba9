using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using DeviceCluster.Contracts.Akka;

namespace DeviceCluster.Client.Membership;

/// <summary>One membership in the cluster, from joining to its end: an actor system, the door to the devices, and who of the nodes is there.</summary>
internal sealed class Link
{
    private readonly Cluster _cluster;
    private readonly IActorRef _devices;
    private int _turn;

    private Link(ActorSystem system)
    {
        System = system;
        _cluster = Cluster.Get(system);
        _devices = ClusterSharding.Get(system).StartProxy(ClusterNames.DeviceRegion, ClusterNames.DeviceRole, new DeviceShardExtractor());
    }

    public ActorSystem System { get; }

    public Task Ended => System.WhenTerminated;

    /// <summary>Begins to join; that goes on until a seed answers.</summary>
    public static Link Begin(ActorSystem system, IEnumerable<Address> seeds)
    {
        var link = new Link(system);
        link._cluster.JoinSeedNodes(seeds);
        return link;
    }

    /// <summary>The door to the devices; null, with the reason, while there is nobody behind it.</summary>
    public IActorRef? Devices(out string why) => Nodes(out why).Count > 0 ? _devices : null;

    /// <summary>The fleet's actor of a node, another one each time; null, with the reason, while there is none.</summary>
    public ActorSelection? Fleet(out string why)
    {
        var nodes = Nodes(out why);
        if (nodes.Count == 0)
            return null;
        var turn = (uint)Interlocked.Increment(ref _turn);
        return System.ActorSelection(new RootActorPath(nodes[(int)(turn % (uint)nodes.Count)]) / "user" / ClusterNames.Fleet);
    }

    /// <summary>Hands the membership back, and ends.</summary>
    public Task LeaveAsync() => CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);

    // What is sent to a region nobody holds waits in its buffer and is carried out when nobody expects it any more. So it is not sent.
    private List<Address> Nodes(out string why)
    {
        why = "";
        var state = _cluster.State;
        if (_cluster.IsTerminated || !state.Members.Any(member => member.Status == MemberStatus.Up && member.UniqueAddress.Equals(_cluster.SelfUniqueAddress)))
        {
            why = "this service is not a member of the cluster now";
            return [];
        }

        List<Address> nodes =
        [
            .. state.Members
                .Where(member => member.Status == MemberStatus.Up && member.HasRole(ClusterNames.DeviceRole) && !state.Unreachable.Contains(member))
                .Select(member => member.Address),
        ];
        if (nodes.Count == 0)
            why = "no node of the cluster can be reached now";
        return nodes;
    }
}
