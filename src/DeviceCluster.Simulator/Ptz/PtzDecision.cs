namespace DeviceCluster.Simulator.Ptz;

/// <summary>What a camera makes of an order: its next state, or why not.</summary>
internal readonly record struct PtzDecision(PtzState State, string? Refused = null);
