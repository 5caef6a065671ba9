namespace DeviceCluster.Contracts.Devices;

/// <summary>What is remembered of an order that changed a device: its key, what was ordered as a keyed digest, and when.</summary>
public sealed record CarriedOutOrder(OrderKey Key, string Digest, DateTimeOffset At);
