using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>A picture that is kept for a while, with a number that no other in the cluster has.</summary>
internal sealed record StoredPicture(
    DeviceId Device, int Channel, long Number, DateTimeOffset At, byte[] Bytes, JpegSize Size, DateTimeOffset Expires);
