namespace DeviceCluster.Simulator.Ptz;

/// <summary>The motors of a camera, as one order may mean several.</summary>
[Flags]
internal enum PtzAxes
{
    None = 0,
    Pan = 1,
    Tilt = 2,
    Zoom = 4,
    Focus = 8,
    Iris = 16,
    All = Pan | Tilt | Zoom | Focus | Iris,
}
