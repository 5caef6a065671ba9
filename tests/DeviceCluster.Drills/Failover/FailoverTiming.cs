namespace DeviceCluster.Drills.Failover;

/// <summary>How long a cluster waits before it takes a lost node out and gives its devices away, and what the drill then asks of it.</summary>
/// <param name="Name">As on the command line and in the line of figures.</param>
/// <param name="IsJudged">The bars of time are for our own times; of others only what must hold at any speed is asked.</param>
/// <param name="Settings">What every node is told.</param>
internal sealed record FailoverTiming(string Name, bool IsJudged, IReadOnlyDictionary<string, string> Settings)
{
    public const string Both = "both";

    public static FailoverTiming Ours { get; } = new("ours", IsJudged: true, new Dictionary<string, string>());

    /// <summary>
    /// Akka's: stable-after is 20 s, and the margin, which is off there, is the same once more. What else is set otherwise than Akka has it does not change
    /// a failover: the limits of rebalancing move shards when a node comes, not when it goes.
    /// </summary>
    public static FailoverTiming Akka { get; } = new("akka", IsJudged: false, new Dictionary<string, string>
    {
        ["Cluster:StableAfter"] = "20s",
        ["Cluster:DownRemovalMargin"] = "20s",
    });

    public static IReadOnlyList<string> Names { get; } = [Ours.Name, Akka.Name, Both];

    /// <summary>What is run for a word of the command line, one after the other.</summary>
    public static IReadOnlyList<FailoverTiming> Of(string name) =>
        name == Both ? [Ours, Akka] : [name == Akka.Name ? Akka : Ours];
}
