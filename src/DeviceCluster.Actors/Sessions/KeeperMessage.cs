using Akka.Actor;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Sessions;

/// <summary>What device entities tell the keeper of sessions.</summary>
internal abstract record KeeperMessage(DeviceId Device) : INoSerializationVerificationNeeded
{
    /// <summary>The entity ended by a fault: wake it again, and soon, for it may have a session.</summary>
    public sealed record Orphaned(DeviceId Device) : KeeperMessage(Device);

    /// <summary>Its shard is another node's now: it is woken there.</summary>
    public sealed record Moved(DeviceId Device) : KeeperMessage(Device);

    /// <summary>The entity is back.</summary>
    public sealed record Recovered(DeviceId Device) : KeeperMessage(Device);
}
