using Akka.Actor;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>What a device entity and those of its children that work on the session tell each other.</summary>
internal abstract record SessionWork : INoSerializationVerificationNeeded
{
    /// <summary>
    /// To a child: the entity leaves, or its login is about to end, so nothing is begun any more, and what must not go on without an owner is ended over
    /// the session that still stands. <paramref name="Refusal"/> is for who waits. Answered by <see cref="Stopped"/>; who takes longer than a second is
    /// not waited for.
    /// </summary>
    public sealed record Stop(DeviceReply.Refused Refusal) : SessionWork;

    /// <summary>From a child: nothing of its work goes on.</summary>
    public sealed record Stopped : SessionWork
    {
        public static Stopped Instance { get; } = new();
    }

    /// <summary>From a child: the device has said yes to an order that ends its sessions. <paramref name="ComesBack"/>: it starts again.</summary>
    public sealed record LossExpected(SessionEntry Entry, bool ComesBack) : SessionWork;
}
