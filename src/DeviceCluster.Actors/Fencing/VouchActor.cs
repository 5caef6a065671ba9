using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Fencing;
using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Actors.Fencing;

/// <summary>Looks at the cluster, asks the other nodes to vouch for this one, and answers theirs. Runs beside the cluster's own heartbeats.</summary>
internal sealed class VouchActor(FenceBook book, FencePolicy policy, TimeProvider clock) : UntypedActor, IWithTimers
{
    public const string Name = "fence-vouch";

    private static readonly TimeSpan OldestAnswer = TimeSpan.FromMinutes(1);

    private readonly Cluster _cluster = Cluster.Get(Context.System);

    public ITimerScheduler Timers { get; set; } = null!;

    private string Here => book.Sight.Self;

    public static Props Props(FenceBook book, FencePolicy policy, TimeProvider clock) =>
        Akka.Actor.Props.Create(() => new VouchActor(book, policy, clock)).WithDispatcher("akka.actor.internal-dispatcher");

    public static string NameOf(UniqueAddress node) => NodeName.Of(node.Address.Host ?? "", node.Address.Port ?? 0, node.Uid);

    protected override void PreStart()
    {
        _cluster.Subscribe(
            Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        Timers.StartPeriodicTimer(nameof(Look), new Look(), TimeSpan.Zero, policy.HelloEvery);
    }

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Look:
                See();
                AskAll();
                break;
            case ClusterEvent.IMemberEvent:
                // At once, for what the others say of a change counts from their answers to this.
                See();
                AskAll();
                break;
            case ClusterEvent.IReachabilityEvent:
                See();
                break;
            case VouchSignal.Ask ask:
                Answer(ask);
                break;
            case VouchSignal.Vouch vouch when vouch.Of == Here:
                Hear(vouch);
                break;
            case VouchSignal.Vouch:
                // For the start before this one at the same address.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void See() => book.Sight = book.Sight.See(Members(), clock.Monotonic());

    private ImmutableArray<FenceMember> Members()
    {
        var state = _cluster.State;
        return
        [
            .. state.Members
                .Where(member => member.HasRole(DeviceSharding.Role) && member.Status != MemberStatus.Removed)
                .Select(member => new FenceMember(NameOf(member.UniqueAddress), Standing(member.Status), !state.Unreachable.Contains(member))),
        ];
    }

    private static FenceStanding Standing(MemberStatus status) => status switch
    {
        MemberStatus.Up => FenceStanding.Up,
        MemberStatus.Leaving => FenceStanding.Leaving,
        MemberStatus.Exiting => FenceStanding.Exiting,
        MemberStatus.Down => FenceStanding.Down,
        _ => FenceStanding.Joining,
    };

    private void AskAll()
    {
        var ask = new VouchSignal.Ask(Here, clock.Monotonic().Ticks, book.Sight.View);
        foreach (var member in _cluster.State.Members.Where(m => m.HasRole(DeviceSharding.Role) && !m.UniqueAddress.Equals(_cluster.SelfUniqueAddress)))
            Context.ActorSelection(new RootActorPath(member.Address) / "user" / Name).Tell(ask, Self);
    }

    private void Answer(VouchSignal.Ask ask)
    {
        // Not by a view of before the process was stopped.
        See();
        (var sight, var vouches) = book.Sight.Ask(ask.Node, ask.View);
        book.Sight = sight;
        if (!vouches)
            return;
        var refused = sight.Refusals(clock.Monotonic()).Select(refusal => new RefusedNode(refusal.Node, refusal.For));
        Sender.Tell(new VouchSignal.Vouch(Here, ask.Sent, ask.Node, [.. refused]), Self);
    }

    private void Hear(VouchSignal.Vouch vouch)
    {
        var now = clock.Monotonic();
        var sent = TimeSpan.FromTicks(vouch.Sent);
        if (sent > now || now - sent > OldestAnswer)
            return;
        book.Sight = book.Sight.Hear(vouch.Node, sent, vouch.Refused.Select(refused => new ToldRefusal(refused.Node, refused.For)), now);
    }

    /// <summary>Time to look and to ask.</summary>
    private sealed record Look : INoSerializationVerificationNeeded;
}
