namespace DeviceCluster.Actors.Live;

/// <summary>
/// What a viewer wants, and how far he may fall behind. Frames are shared: what waits for him costs memory only while nobody else holds
/// it.
/// </summary>
public sealed record ViewerOptions
{
    public static ViewerOptions Default { get; } = new();

    /// <summary>Most frames that wait for the viewer.</summary>
    public int MaxFrames { get; init; } = 600;

    /// <summary>Most bytes that wait for the viewer; a single frame may have more.</summary>
    public long MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>No audio and nothing else beside the pictures.</summary>
    public bool VideoOnly { get; init; }

    /// <summary>Begins with the next key frame, not with the last one: nothing older than the join.</summary>
    public bool FromNextKeyFrame { get; init; }
}
