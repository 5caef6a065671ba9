namespace DeviceCluster.Domain.Ptz;

/// <summary>Which value a parameter of a command is: one of its three numbers, or one of its structure.</summary>
public enum PtzValue
{
    First = 1,
    Second = 2,
    Third = 3,
    Pan = 4,
    Tilt = 5,
    Zoom = 6,
    PanSpeed = 7,
    TiltSpeed = 8,
    ZoomSpeed = 9,
    Seconds = 10,
}
