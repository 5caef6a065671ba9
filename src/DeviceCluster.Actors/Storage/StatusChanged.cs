using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>Tells the <see cref="BatchWriter"/> where a session stands now. <see cref="Status"/> null: the device was removed.</summary>
public sealed record StatusChanged(DeviceId Device, SessionStatus? Status);
