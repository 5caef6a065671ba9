namespace DeviceCluster.Actors.Live;

/// <summary>What the door to live views found.</summary>
public abstract record LiveFinding
{
    /// <summary>The hub to join: of this node's own view, or of its relay.</summary>
    public sealed record Found(LiveHub Hub) : LiveFinding;

    /// <summary><paramref name="Why"/> says what was wrong, <paramref name="Remedy"/> what would be right.</summary>
    public sealed record Absent(LiveAbsence Kind, string Why, string Remedy) : LiveFinding;

    internal static Absent Ended { get; } =
        new(LiveAbsence.Ended, "the live view has ended", "open the live view again for a new link: pbm live open DEVICE -channel N");
}
