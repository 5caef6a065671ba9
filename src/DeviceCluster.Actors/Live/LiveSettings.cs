namespace DeviceCluster.Actors.Live;

/// <summary>The times and bounds of live views.</summary>
public sealed record LiveSettings
{
    /// <summary>How long a view goes on without a viewer.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an order to open waits for the first key frame.</summary>
    public TimeSpan FirstKeyFrame { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>A view without a frame for this long is opened anew.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the token of an offer is good for beginning to read.</summary>
    public TimeSpan Ticket { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most live views of one device at a time.</summary>
    public int ViewsPerDevice { get; init; } = 64;
}
