namespace DeviceCluster.Simulator;

/// <summary>How a session came to its end.</summary>
internal enum SessionEnd
{
    Logout,
    Aborted,
    TimedOut,

    /// <summary>By the device itself: a reboot, or the end of the simulator.</summary>
    Device,
}
