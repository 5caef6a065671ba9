using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Audit;

/// <summary>Which entries are wanted: the newest, so many at most.</summary>
/// <param name="Device">Null: of all.</param>
/// <param name="Who">Null: of everybody.</param>
/// <param name="Since">Null: from the beginning.</param>
/// <param name="Limit">Most entries.</param>
public sealed record AuditFilter(DeviceId? Device, string? Who, DateTimeOffset? Since, int Limit);
