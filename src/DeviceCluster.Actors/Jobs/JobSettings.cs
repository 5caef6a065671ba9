namespace DeviceCluster.Actors.Jobs;

/// <summary>How fast jobs go, and how long they hold on to one device.</summary>
public sealed record JobSettings
{
    /// <summary>Items that begin in a second, over all jobs: each is journaled twice here, and once or not at all by its device.</summary>
    public int ItemsPerSecond { get; init; } = 50;

    /// <summary>How often an order is sent that its device could not take just then.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Between two of them: a device that moves has its new home in a second or two.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After this none is sent again.</summary>
    public TimeSpan ItemLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a node that leaves waits for what it has sent.</summary>
    public TimeSpan LeaveLimit { get; init; } = TimeSpan.FromSeconds(5);
}
