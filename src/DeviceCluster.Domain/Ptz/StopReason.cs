namespace DeviceCluster.Domain.Ptz;

/// <summary>Why a camera is stopped, for figures; the words beside it are for people.</summary>
public enum StopReason
{
    /// <summary>Somebody ordered it.</summary>
    Ordered,

    /// <summary>Its holder did not order it again in time.</summary>
    DeadMan,

    /// <summary>Its holder's lease ran out, or he gave the camera back.</summary>
    LeaseEnd,

    /// <summary>Somebody else took the camera over.</summary>
    TakeOver,

    /// <summary>Another order takes the place of the move.</summary>
    Replaced,

    /// <summary>Whether it moves is not known.</summary>
    Unsure,

    /// <summary>The device is handed over.</summary>
    HandOver,

    SessionEnd,
}
