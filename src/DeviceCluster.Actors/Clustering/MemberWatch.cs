using Akka.Actor;
using Akka.Cluster;

namespace DeviceCluster.Actors.Clustering;

/// <summary>Writes down when members came, changed and went.</summary>
internal sealed class MemberWatch(MemberTimes times) : UntypedActor
{
    public static Props Props(MemberTimes times) => Akka.Actor.Props.Create(() => new MemberWatch(times));

    protected override void PreStart() => Cluster.Get(Context.System).Subscribe(
        Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));

    protected override void PostStop() => Cluster.Get(Context.System).Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        if (message is ClusterEvent.IMemberEvent happened)
            times.Saw(happened.Member);
        else
            Unhandled(message);
    }
}
