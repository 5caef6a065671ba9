using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Sessions;

/// <summary>A native call that should have ended a login and has not returned, and for how long it runs.</summary>
internal sealed record HungCall(DeviceId Device, string Shard, TimeSpan For);
