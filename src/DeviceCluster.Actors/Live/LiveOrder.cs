using Akka.Actor;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>What device entities pass on to the live views of their node; the sender is whom to answer.</summary>
internal abstract record LiveOrder : INoSerializationVerificationNeeded
{
    public sealed record Open(SessionEntry Entry, LiveCommand.Open Command) : LiveOrder;

    public sealed record Close(LiveCommand.Close Command) : LiveOrder;

    /// <summary>From a view that wants to end: it is let go, gets no order after that, and is told <see cref="LiveTick.LetGo"/>.</summary>
    public sealed record Ending : LiveOrder;
}
