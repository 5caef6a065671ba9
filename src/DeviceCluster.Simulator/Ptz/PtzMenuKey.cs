namespace DeviceCluster.Simulator.Ptz;

/// <summary>The keys of the menu that a camera draws into its picture.</summary>
internal enum PtzMenuKey
{
    Open,
    Exit,
    Enter,
    Up,
    Down,
    Left,
    Right,
}
