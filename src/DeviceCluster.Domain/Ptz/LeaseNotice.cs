using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>Somebody who lost the camera and was not told yet.</summary>
public sealed record LeaseNotice(string Loser, PtzHolder By, DateTimeOffset At);
