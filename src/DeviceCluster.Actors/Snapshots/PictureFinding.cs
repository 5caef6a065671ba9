namespace DeviceCluster.Actors.Snapshots;

/// <summary>What became of the look for a picture: its bytes, or why it is not to be had.</summary>
public abstract record PictureFinding
{
    public sealed record Found(ReadOnlyMemory<byte> Bytes) : PictureFinding;

    /// <summary><paramref name="IsGone"/>: it is kept nowhere any more; else its node could not be asked.</summary>
    public sealed record Absent(bool IsGone, string Why, string Remedy) : PictureFinding;
}
