using Akka.Actor;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>What device entities and the edges pass on to the live views and relays of their node; the sender is whom to answer.</summary>
internal abstract record LiveOrder : INoSerializationVerificationNeeded
{
    public sealed record Open(SessionEntry Entry, LiveCommand.Open Command) : LiveOrder;

    public sealed record Close(LiveCommand.Close Command) : LiveOrder;

    /// <summary>To see a run of another node here. Answered by <see cref="LiveFinding"/>.</summary>
    public sealed record Join(LiveRunId Run) : LiveOrder;

    /// <summary>
    /// From a view or relay that wants to end: it is let go, gets no order after that, and is told <see cref="LiveTick.LetGo"/>.
    /// </summary>
    public sealed record Ending : LiveOrder;
}
