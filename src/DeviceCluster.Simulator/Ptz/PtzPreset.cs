namespace DeviceCluster.Simulator.Ptz;

/// <summary>A place that a camera finds again.</summary>
internal sealed record PtzPreset(int Index, string Name, PtzPosition Position);
