namespace DeviceCluster.Actors.Snapshots;

/// <summary>The times and bounds of pictures.</summary>
public sealed record SnapshotSettings
{
    /// <summary>Devices make one picture of a channel in a second; asked more often, some stop answering.</summary>
    public static readonly TimeSpan LeastGuard = TimeSpan.FromSeconds(1);

    /// <summary>A channel is asked for one picture in so long; who wants one meanwhile gets the same.</summary>
    public TimeSpan Guard { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a picture is waited for. The library waits for no longer than one step of its protocol may take, so more has no effect.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a camera may take to its preset before the picture.</summary>
    public TimeSpan Arrival { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Who may wait at one device; with one more, he is refused.</summary>
    public int Waiting { get; init; } = 64;

    /// <summary>Pictures that one device makes at a time.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>How long a picture can be read.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of all pictures of a node that are kept; with more, the oldest go first.</summary>
    public long KeptBytes { get; init; } = 64L * 1024 * 1024;
}
