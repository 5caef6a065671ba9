using Akka.Actor;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Actors.Jobs;

/// <summary>What the office, the keeper and who sends for it tell each other; none of it leaves the node.</summary>
internal abstract record JobMessage : INoSerializationVerificationNeeded
{
    /// <summary>The keeper knows the jobs.</summary>
    public sealed record Ready : JobMessage;

    /// <summary>The jobs go to another node.</summary>
    public sealed record Leave : JobMessage
    {
        public static Leave Instance { get; } = new();
    }

    /// <summary>Time to look for the keeper.</summary>
    public sealed record Open : JobMessage;

    /// <summary>Time to begin more.</summary>
    public sealed record Tick : JobMessage;

    /// <summary>What was sent is not waited for any longer.</summary>
    public sealed record LeavePatience : JobMessage;

    /// <summary>What became of an order to one device.</summary>
    public sealed record Answered(JobId Job, JobItem Item) : JobMessage;
}
