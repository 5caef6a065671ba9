namespace DeviceCluster.Actors.Sessions;

/// <summary>A lane took no more calls: its queue is full, or it is closed.</summary>
public sealed class LaneFullException(string message) : Exception(message);
