using Akka.Actor;

namespace DeviceCluster.Actors.Asking;

/// <summary>What an asking actor tells itself.</summary>
internal abstract record AskingTick : INoSerializationVerificationNeeded
{
    /// <summary>The request under way has its answer, or its refusal.</summary>
    public sealed record Answered(object Reply) : AskingTick;

    /// <summary>The login begins to end.</summary>
    public sealed record SessionEnds : AskingTick;
}
