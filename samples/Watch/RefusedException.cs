using DeviceCluster.Contracts.Devices;

namespace Watch;

/// <summary>What was asked for is not to be had: why, and what would help.</summary>
internal sealed class RefusedException(IRefusal refusal) : Exception($"{refusal.Reason}: {refusal.Remedy}");
