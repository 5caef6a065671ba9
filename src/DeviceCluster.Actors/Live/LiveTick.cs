using Akka.Actor;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>What a live view or a relay tells itself, and its parent tells it.</summary>
internal abstract record LiveTick : INoSerializationVerificationNeeded
{
    public sealed record Opened(LiveSource Source) : LiveTick;

    public sealed record OpenFailed(Exception Reason) : LiveTick;

    public sealed record FirstKeyFrame : LiveTick;

    public sealed record ViewersChanged(int Viewers) : LiveTick;

    /// <summary>The login under the view ends.</summary>
    public sealed record SessionEnds : LiveTick;

    /// <summary>From the parent: no order comes any more.</summary>
    public sealed record LetGo : LiveTick;

    /// <summary>Look at silence, linger and those who wait.</summary>
    public sealed record Look : LiveTick;

    /// <summary>The graph has ended by itself.</summary>
    public sealed record StreamEnded(string Reason) : LiveTick;
}
