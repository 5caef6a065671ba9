namespace DeviceCluster.Actors.Live;

/// <summary>Why a live view cannot be joined, for programs; the words beside it are for people.</summary>
public enum LiveAbsence
{
    /// <summary>It has ended.</summary>
    Ended,

    /// <summary>Not now: too much is going on, or the device or this node is on its way.</summary>
    Busy,

    /// <summary>The node that owns the device cannot be read from.</summary>
    Unreachable,

    /// <summary>It was asked of the wrong node, by one that may not be relayed for.</summary>
    Elsewhere,
}
