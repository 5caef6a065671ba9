using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Client.Asking;

/// <summary>What words about a question need to know of it; <paramref name="Device"/> is null for one about all devices.</summary>
internal sealed record Question(string Name, DeviceId? Device, bool IsOrder, Resending Resending, TimeSpan Deadline, DeviceClusterClientOptions Options);
