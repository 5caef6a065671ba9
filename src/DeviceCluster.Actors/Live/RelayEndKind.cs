namespace DeviceCluster.Actors.Live;

/// <summary>The ways a relay ends.</summary>
internal enum RelayEndKind
{
    /// <summary>Nobody watches any more.</summary>
    Unwatched,

    /// <summary>The view has ended at its owner.</summary>
    Ended,

    /// <summary>This node ends.</summary>
    Stopped,

    /// <summary>The device's entity, or its node, says not now.</summary>
    Refused,

    /// <summary>The owner cannot be asked, or read from.</summary>
    Unreachable,

    /// <summary>What answers is not the owner.</summary>
    Misdirected,

    /// <summary>The owner does not take our ticket.</summary>
    Forbidden,

    /// <summary>The connection broke off.</summary>
    Cut,

    /// <summary>Nothing came for too long.</summary>
    Silent,

    /// <summary>What came were no frames.</summary>
    Garbage,

    /// <summary>Our own fault.</summary>
    Fault,
}
