namespace DeviceCluster.Actors.Asking;

/// <summary>The times and bounds of what devices are asked over their sessions.</summary>
public sealed record AskingSettings
{
    /// <summary>Requests that wait for one device; with one more, it is refused.</summary>
    public int Waiting { get; init; } = 32;

    /// <summary>A request that has waited so long is not begun any more: who asked has given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>What one request may take at the device, all its calls together.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);
}
