namespace DeviceCluster.Actors.Live;

/// <summary>The bounds of a <see cref="KeyFrameHub"/>, and whom it tells of its viewers.</summary>
public sealed record KeyFrameHubOptions
{
    /// <summary>A group of pictures with more frames than this (audio included) is not kept for those who join within it.</summary>
    public int RingFrames { get; init; } = 512;

    /// <summary>A group of pictures with more bytes than this is not kept for those who join within it.</summary>
    public long RingBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>A view with this many viewers takes no more.</summary>
    public int MaxViewers { get; init; } = 1_000;

    /// <summary>
    /// Told the number of viewers after each change, in order. Called inside the hub's lock: it may send a message, not wait.
    /// </summary>
    public Action<int>? ViewersChanged { get; init; }
}
