namespace DeviceCluster.Domain.Ptz;

/// <summary>The times and bounds of steering a camera.</summary>
public sealed record PtzPolicy
{
    public static PtzPolicy Default { get; } = new();

    /// <summary>Who has moved a camera has it for so long after his last order.</summary>
    public TimeSpan LeaseAfterMove { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time for which a camera can be taken.</summary>
    public TimeSpan LongestLease { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest time for which a camera moves without being ordered again.</summary>
    public TimeSpan LongestMove { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan ShortestTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time for which the end of a lease is waited for: shorter than anybody waits for an answer.</summary>
    public TimeSpan LongestWatch { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long somebody who lost a camera is still told so.</summary>
    public TimeSpan NoticeKept { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a stop that was not confirmed is sent again.</summary>
    public int StopsAgain { get; init; } = 3;

    /// <summary>How soon it is.</summary>
    public TimeSpan StopAgainAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Orders to one camera that wait; more are refused.</summary>
    public int MostWaiting { get; init; } = 16;

    /// <summary>Questions after the end of a lease that wait; more are refused.</summary>
    public int MostWatchers { get; init; } = 16;

    /// <summary>How many that lost a camera are remembered; the oldest are forgotten.</summary>
    public int MostNotices { get; init; } = 32;
}
