using Akka.Actor;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>What the pictures of one login tell themselves.</summary>
internal abstract record SnapshotTick : INoSerializationVerificationNeeded
{
    /// <summary>A picture of a channel has come, or it is known why not.</summary>
    public sealed record Came(int Channel, byte[]? Bytes, Exception? Failure) : SnapshotTick;

    /// <summary>The camera is where it was sent for a picture, or it is known why not.</summary>
    public sealed record Arrived(PictureWish Wish, Exception? Failure) : SnapshotTick;

    public sealed record SessionEnds : SnapshotTick;
}
