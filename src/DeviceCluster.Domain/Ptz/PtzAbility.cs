namespace DeviceCluster.Domain.Ptz;

/// <summary>What an order needs of a camera.</summary>
[Flags]
public enum PtzAbility
{
    None = 0,
    Pan = 1,
    Tilt = 2,
    Zoom = 4,
    Focus = 8,
    Iris = 16,
    Presets = 32,
    Tours = 64,
    Patterns = 128,
    Scan = 256,
    AutoPan = 512,
    Menu = 1024,
}
