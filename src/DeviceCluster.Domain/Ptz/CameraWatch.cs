namespace DeviceCluster.Domain.Ptz;

/// <summary>Somebody who waits for the end of a lease, but not for ever.</summary>
internal sealed record CameraWatch(long Ticket, string Holder, DateTimeOffset Until);
