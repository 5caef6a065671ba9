namespace DeviceCluster.Domain.Ptz;

/// <summary>How a command of the ABI may be given by its number.</summary>
public enum PtzCommandKind
{
    /// <summary>It is done, or ends by itself.</summary>
    Plain = 1,

    /// <summary>It goes on until somebody ends it: there is an order of its own for it, whose end is seen to.</summary>
    GoesOn = 2,

    /// <summary>It has more than numbers: there is an order of its own for it.</summary>
    HasOrder = 3,

    /// <summary>No public source shows that any device does it.</summary>
    NoFacts = 4,
}
