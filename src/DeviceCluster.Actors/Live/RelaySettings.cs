namespace DeviceCluster.Actors.Live;

/// <summary>The times and bounds of relays, which read live views of other nodes.</summary>
public sealed record RelaySettings
{
    /// <summary>Most relays of a node at a time; each has one connection.</summary>
    public int Relays { get; init; } = 1_000;

    /// <summary>How long the device's entity may take to say where the view is read.</summary>
    public TimeSpan Find { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long the connection to the owner may take.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the owner may take to answer, connection included.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of one frame, as devices send it.</summary>
    public int MaxFrameBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Frames that wait to be classified; with one more, the oldest is dropped. More than an owner keeps of a group of pictures: it sends all of
    /// that at once, and the first of it is the key frame.
    /// </summary>
    public int QueuedFrames { get; init; } = 1_024;

    /// <summary>Bytes that wait to be classified; with more, the oldest frames are dropped.</summary>
    public long QueuedBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How long a viewer waits at most for a relay to show its first picture.</summary>
    internal TimeSpan Patience(LiveSettings live) => Find + Headers + live.FirstKeyFrame;
}
