using Akka.Actor;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>What the pictures of one login tell themselves.</summary>
internal abstract record SnapshotTick : INoSerializationVerificationNeeded
{
    /// <summary>A picture of a channel has come, or it is known why not; <paramref name="Port"/>: where a silent device was asked for it.</summary>
    public sealed record Came(int Channel, byte[]? Bytes, Exception? Failure, HttpPort? Port = null) : SnapshotTick;

    /// <summary>The camera is where it was sent for a picture, or it is known why not.</summary>
    public sealed record Arrived(PictureWish Wish, Exception? Failure) : SnapshotTick;

    public sealed record SessionEnds : SnapshotTick;
}
