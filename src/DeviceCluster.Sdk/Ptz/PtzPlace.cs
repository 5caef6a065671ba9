namespace DeviceCluster.Sdk.Ptz;

/// <summary>A place that a camera is sent to: degrees, a zoom level 0 to 128, and how fast, as shares of the highest speed.</summary>
/// <param name="Pan">0 to 360.</param>
/// <param name="Tilt">-180 to 180.</param>
/// <param name="Zoom">0 to 128: the level, not the multiple.</param>
/// <param name="Speed">Above 0, at most 1.</param>
public sealed record PtzPlace(double Pan, double Tilt, int Zoom, float Speed = 1);
