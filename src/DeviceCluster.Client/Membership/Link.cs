using System.Globalization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using DeviceCluster.Contracts.Akka;

namespace DeviceCluster.Client.Membership;

/// <summary>One membership in the cluster, from joining to its end: an actor system, the door to the devices, and who of the nodes is there.</summary>
internal sealed class Link
{
    private readonly IActorRef _devices;
    private int _turn;

    private Link(ActorSystem system)
    {
        System = system;
        Cluster = Cluster.Get(system);
        _devices = ClusterSharding.Get(system).StartProxy(ClusterNames.DeviceRegion, ClusterNames.DeviceRole, new DeviceShardExtractor());
    }

    public ActorSystem System { get; }

    public Cluster Cluster { get; }

    /// <summary>host:port of this member.</summary>
    public string Self => NameOf(Cluster.SelfAddress);

    public Task Ended => System.WhenTerminated;

    /// <summary>Begins to join; that goes on until a seed answers.</summary>
    public static Link Begin(ActorSystem system, IEnumerable<Address> seeds)
    {
        var link = new Link(system);
        link.Cluster.JoinSeedNodes(seeds);
        return link;
    }

    /// <summary>
    /// The nodes that can be asked now; none, with the reason. What is sent to a region that nobody holds would wait in its buffer, and be carried out
    /// when nobody expects it any more.
    /// </summary>
    public List<Address> Nodes(out string why)
    {
        why = "";
        var state = Cluster.State;
        if (Cluster.IsTerminated || !state.Members.Any(member => member.Status == MemberStatus.Up && member.UniqueAddress.Equals(Cluster.SelfUniqueAddress)))
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

    /// <summary>The door to the devices; null, with the reason, while there is nobody behind it.</summary>
    public IActorRef? Devices(out string why) => Nodes(out why).Count > 0 ? _devices : null;

    /// <summary>The fleet's actor of a node, another one each time; null, with the reason, while there is none.</summary>
    public ActorSelection? Fleet(out string why) => OfOneNode(ClusterNames.Fleet, Nodes(out why));

    /// <summary>Who searches the networks of this node, or of any, then of another one each time; null, with the reason, while there is none.</summary>
    public ActorSelection? Discovery(string? node, out string why)
    {
        var nodes = Nodes(out why);
        if (node is null || nodes.Count == 0)
            return OfOneNode(ClusterNames.Discovery, nodes);
        var named = nodes.FindAll(address => NameOf(address) == node);
        if (named.Count == 0)
            why = $"{node} is none of the nodes that can be reached now: {string.Join(", ", nodes.Select(NameOf))}";
        return OfOneNode(ClusterNames.Discovery, named);
    }

    /// <summary>Hands the membership back, and ends.</summary>
    public Task LeaveAsync() => CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);

    private ActorSelection? OfOneNode(string actor, List<Address> nodes)
    {
        if (nodes.Count == 0)
            return null;
        var turn = (uint)Interlocked.Increment(ref _turn);
        return System.ActorSelection(new RootActorPath(nodes[(int)(turn % (uint)nodes.Count)]) / "user" / actor);
    }

    private static string NameOf(Address address) => string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}");
}
