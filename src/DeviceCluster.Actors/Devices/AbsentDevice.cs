using Akka.Actor;
using Akka.Cluster.Sharding;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Stands where a device entity would, while the journal is known to be away: it could not recover, and a thousand that try would keep the journal
/// busy when it is back. Refuses every order at once, and makes room for the entity when the gate opens.
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
            case DeviceCommand or DeviceOrder:
                Sender.Tell(Refusals.NoStorage(parts.Health.Reason));
                break;
            case LiveCommand.Open or LiveCommand.Close:
                Sender.Tell(Refusals.LiveNoStorage(parts.Health.Reason));
                break;
            case DeviceQuery or LiveCommand.List when Sender.Path.Address.HasLocalScope:
                // Asked from another node it stays without an answer: an exception does not travel.
                Sender.Tell(new Status.Failure(new TimeoutException($"device {_id} cannot be asked: its journal cannot be read now: {parts.Health.Reason}")));
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
