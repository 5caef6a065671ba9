namespace DeviceCluster.Actors.Sessions;

/// <summary>A lane took no more calls: its queue is full, or it is closed.</summary>
public sealed class LaneFullException(string message, bool closed) : Exception(message)
{
    /// <summary>It will never take one again.</summary>
    public bool Closed { get; } = closed;
}
