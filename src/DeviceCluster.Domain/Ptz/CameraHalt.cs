using System.Collections.Immutable;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>A camera that is being stopped. While it is, nothing else is sent to it.</summary>
internal sealed record CameraHalt(string Why)
{
    /// <summary>Who is answered when the camera stands.</summary>
    public ImmutableArray<CameraOrder> Askers { get; init; } = [];

    /// <summary>The stop under way; null while it waits to be sent, or for the order before it.</summary>
    public long? Call { get; init; }

    public int Sent { get; init; }

    /// <summary>When a stop that was not confirmed is sent again.</summary>
    public DateTimeOffset? Again { get; init; }

    /// <summary>The stop that was sent last ended every move, not a lens alone.</summary>
    public bool SentAll { get; init; }

    /// <summary>An order was under way when it was sent, and may have overtaken it or been overtaken.</summary>
    public bool IsCrossed { get; init; }

    /// <summary>What it ends is a move, or a lens that turns, which the camera was told to begin; else nobody knows what moves.</summary>
    public bool IsOfKnown { get; init; }

    /// <summary>The stop before was not confirmed: the next one goes the other way first.</summary>
    public bool GoesOtherWay { get; init; }

    /// <summary>The lens that turned when it began.</summary>
    public PtzLens? Lens { get; init; }
}
