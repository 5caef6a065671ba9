namespace DeviceCluster.Simulator.Ptz;

/// <summary>Where a camera looks: degrees, zoom as a multiple, focus and iris from 0 to 1.</summary>
public readonly record struct PtzPosition(double Pan, double Tilt, double Zoom, double Focus, double Iris);
