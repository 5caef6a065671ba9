using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>What a media ticket allows: one stream of one channel (counted from 1), in one run of its live view, until a moment.</summary>
public sealed record MediaGrant(DeviceId Device, int Channel, StreamKind Stream, long Epoch, DateTimeOffset Expires);
