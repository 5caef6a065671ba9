namespace DeviceCluster.Actors.Sessions;

/// <summary>How far a native login is on its way.</summary>
internal enum SessionStage
{
    /// <summary>Registered; the call waits or runs.</summary>
    Calling,

    Live,

    /// <summary>Logout or abort waits or runs.</summary>
    Leaving,

    Gone,
}
