using DeviceCluster.Domain.Ptz;

namespace DeviceCluster.Actors.Ptz;

/// <summary>The times and bounds of moving cameras.</summary>
public sealed record PtzSettings
{
    /// <summary>Leases, the longest moves, and how a stop is repeated.</summary>
    public PtzPolicy Policy { get; init; } = PtzPolicy.Default;

    /// <summary>What one order or question may take at the device, all its calls together.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Questions about one camera that wait; with one more, it is refused.</summary>
    public int Questions { get; init; } = 32;
}
