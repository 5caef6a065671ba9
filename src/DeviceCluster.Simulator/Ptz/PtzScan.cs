namespace DeviceCluster.Simulator.Ptz;

/// <summary>The two ends between which a camera sweeps; both must be set.</summary>
internal readonly record struct PtzScan(double? Left, double? Right);
