namespace DeviceCluster.Simulator.Ptz;

/// <summary>One line of a camera's log: what it was told or did, and where it looked then.</summary>
public sealed record PtzEvent(DateTimeOffset At, string What, bool Moving, PtzPosition Position);
