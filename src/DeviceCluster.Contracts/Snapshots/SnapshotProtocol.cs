using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Contracts.Snapshots;

/// <summary>Orders for pictures.</summary>
public static class SnapshotOrder
{
    /// <summary>
    /// Takes a picture of a channel. Whoever asks again within the guard of the channel gets the same picture. With <paramref name="Preset"/>
    /// the camera is sent there first and the picture is taken when it has arrived; that obeys the lease as any move does.
    /// </summary>
    public sealed record Take(DeviceId Device, int Channel, int? Preset, PtzHolder? By) : SessionRequest<PictureOffer>(Device)
    {
        public override bool IsOrder => true;

        public override string Words => FormattableString.Invariant(
            $"snapshot of channel {Channel}{(Preset is { } number ? $" at preset {number}{(By is { } holder ? $" as {holder.Name} (priority {holder.Priority})" : "")}" : "")}");
    }
}

/// <summary>A JPEG picture and where it can be read, for a short time. The URL is opaque: it carries a signed token.</summary>
/// <param name="Device">Of which device.</param>
/// <param name="Channel">Counts from 1.</param>
/// <param name="Number">Which no other picture in the cluster has.</param>
/// <param name="At">When it had come, by the cluster's time.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Width">Of its header.</param>
/// <param name="Height">Of its header.</param>
/// <param name="IsShared">It was taken for somebody else a moment before.</param>
/// <param name="Expires">Until then it can be read.</param>
/// <param name="Link">Where.</param>
public sealed record PictureOffer(
    DeviceId Device,
    int Channel,
    long Number,
    DateTimeOffset At,
    int Bytes,
    int Width,
    int Height,
    bool IsShared,
    DateTimeOffset Expires,
    MediaLink Link) : IForDevice;
