using Akka.Actor;
using Akka.Cluster.Sharding;
using DeviceCluster.Actors.Live;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Stands where a device entity would, while the journal is known to be away: it could not recover, and a thousand that try would keep the journal
/// busy when it is back. Refuses every order and question at once, and makes room for the entity when the gate opens. A view that runs here is found
/// all the same: it outlives its entity, and viewers at other nodes need no journal.
/// </summary>
internal sealed class AbsentDevice(string entityId, NodeParts parts) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly DeviceId _id = new(entityId);

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(string entityId, NodeParts parts) => Akka.Actor.Props.Create(() => new AbsentDevice(entityId, parts));

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Look), Look.Now, LookEvery);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LiveCommand.Find find when parts.Hubs.Find(LiveRunId.Of(find)) is { } run:
                Sender.Tell(LiveOffer.Of(run).ToNode(parts));
                break;
            case Look when parts.Health.IsOpen:
                Timers.CancelAll();
                Context.Parent.Tell(new Passivate(StopDevice.Instance));
                break;
            case StopDevice:
                // The entity itself comes by a wake, if the device is enrolled.
                parts.Keeper.Tell(new Sessions.KeeperMessage.Orphaned(_id));
                Context.Stop(Self);
                break;
            case Look or DeviceSignal.Wake:
                break;
            default:
                if (Refusals.Unread(message, parts.Health.Reason) is { } refusal)
                    Sender.Tell(refusal);
                else
                    Unhandled(message);
                break;
        }
    }

    /// <summary>Time to look whether the gate is open.</summary>
    private sealed record Look : INoSerializationVerificationNeeded
    {
        public static Look Now { get; } = new();
    }
}
