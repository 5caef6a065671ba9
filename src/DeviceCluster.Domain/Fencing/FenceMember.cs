namespace DeviceCluster.Domain.Fencing;

/// <summary>A member of the cluster that may hold devices. <paramref name="Node"/> is its address and incarnation.</summary>
public sealed record FenceMember(string Node, FenceStanding Standing, bool Reachable)
{
    /// <summary>It has a voice, and may hold sessions.</summary>
    public bool HasVoice => Standing is FenceStanding.Up or FenceStanding.Leaving or FenceStanding.Exiting;

    /// <summary>It is counted. One that is joining has no voice yet, but the others may have made it Up where that is not known here.</summary>
    public bool Counts => Standing != FenceStanding.Down;
}

/// <summary>How far a member is in the cluster.</summary>
public enum FenceStanding
{
    Joining,
    Up,
    Leaving,
    Exiting,
    Down,
}
