namespace DeviceCluster.Domain.Ptz;

/// <summary>An order that the camera is being told; <paramref name="Before"/> is what went on before it.</summary>
internal sealed record CameraCall(long Number, CameraOrder Order, CameraMotion? Before);
