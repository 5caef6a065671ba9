namespace DeviceCluster.Sdk.Ptz;

/// <summary>A move that goes on until it is stopped: shares of the highest speed, -1 to 1; right, up and closer are positive.</summary>
/// <param name="Pan">To the right.</param>
/// <param name="Tilt">Up.</param>
/// <param name="Zoom">Closer.</param>
/// <param name="For">The device itself ends it after so long, in whole seconds and at most an hour; null = it does not.</param>
public sealed record PtzMotion(float Pan, float Tilt, float Zoom, TimeSpan? For = null);
