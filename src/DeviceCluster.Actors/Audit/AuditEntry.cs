using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Audit;

/// <summary>One order, as it is written down: who gave it from where, what it was, what came of it. Never a secret.</summary>
/// <param name="Id">Of this entry for ever; by it they stand in the order of their time.</param>
/// <param name="At">When the order was answered.</param>
/// <param name="Device">Null: it was for no device alone.</param>
/// <param name="By">Who and from where.</param>
/// <param name="What">In words.</param>
/// <param name="Result">"done", or the code of the refusal and why.</param>
/// <param name="Node">Which node wrote it down.</param>
public sealed record AuditEntry(Guid Id, DateTimeOffset At, DeviceId? Device, Origin By, string What, string Result, string Node);
