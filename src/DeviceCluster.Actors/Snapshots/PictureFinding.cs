namespace DeviceCluster.Actors.Snapshots;

/// <summary>What became of the look for a picture: its bytes, or why it is not to be had.</summary>
public abstract record PictureFinding
{
    /// <summary><paramref name="At"/>: when it had come, by the cluster's time. Width and height are of its header.</summary>
    public sealed record Found(ReadOnlyMemory<byte> Bytes, DateTimeOffset At, int Width, int Height) : PictureFinding;

    /// <summary><paramref name="IsGone"/>: it is kept nowhere any more; else its node could not be asked.</summary>
    public sealed record Absent(bool IsGone, string Why, string Remedy) : PictureFinding;
}
