namespace DeviceCluster.Simulator.Ptz;

/// <summary>The keys of the menu that a camera draws into its picture.</summary>
internal enum PtzMenuKey
{
    Open,
    Exit,

    /// <summary>Leaves the menu whole, from wherever it stands.</summary>
    Cancel,

    Enter,
    Up,
    Down,
    Left,
    Right,
}
