using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// What a media ticket allows, until a moment: one stream of one channel (counted from 1), in one run of its live view; or one picture of a channel, whose
/// number is the epoch.
/// </summary>
public sealed record MediaGrant(DeviceId Device, int Channel, StreamKind Stream, long Epoch, DateTimeOffset Expires)
{
    public MediaKind Kind { get; init; } = MediaKind.Live;
}
