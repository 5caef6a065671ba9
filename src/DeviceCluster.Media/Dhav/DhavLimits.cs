namespace DeviceCluster.Media.Dhav;

/// <summary>What a DHAV stream may ask of its reader. The stream comes from the network, so its own lengths are only claims.</summary>
public sealed record DhavLimits
{
    public static DhavLimits Default { get; } = new();

    /// <summary>The longest frame that is accepted, header and trailer included.</summary>
    public int MaxFrame { get; init; } = 4 * 1024 * 1024;
}
