using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;
using DeviceCluster.Actors.Devices;

namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// Finds logins that nobody here will ever claim: their entity was down while its shard moved to another node, which waits for them to end. Asks the
/// shard region only while there are logins without a claim.
/// </summary>
internal sealed class MovedSessions(NodeParts parts) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(5);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private bool _asking;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeParts parts) => Akka.Actor.Props.Create(() => new MovedSessions(parts));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Look), new Look(), LookEvery);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Look:
                Ask();
                break;
            case ShardRegionStats here:
                _asking = false;
                LogOut(here);
                break;
            case Status.Failure:
                // The region has not begun, or is busy; the next look asks again.
                _asking = false;
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Ask()
    {
        // A node that ends logs all out anyway.
        if (_asking || parts.IsEnding || parts.Region.IsNobody() || parts.Table.Unclaimed().Count == 0)
            return;
        _asking = true;
        parts.Region.Ask<ShardRegionStats>(GetShardRegionStats.Instance, AskLimit).PipeTo(Self);
    }

    private void LogOut(ShardRegionStats here)
    {
        foreach (var device in parts.Table.Unclaimed().Where(device => !IsHere(here, DeviceSharding.ShardOf(device))))
        {
            _log.Info("The session of device {Device} is logged out: its shard moved to another node while its entity was down", device);
            parts.Table.ForgetUnclaimed(device);
            parts.Keeper.Tell(new KeeperMessage.Moved(device));
        }
    }

    private static bool IsHere(ShardRegionStats here, string shard) => here.Stats.ContainsKey(shard) || here.Failed.Contains(shard);

    /// <summary>Time to look.</summary>
    private sealed record Look : INoSerializationVerificationNeeded;
}
