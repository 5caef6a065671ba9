namespace DeviceCluster.Simulator.Judging;

/// <summary>Bytes of an older session that came after a newer login had been accepted. <paramref name="On"/> is the control or a media connection.</summary>
public sealed record Overlap(
    DateTimeOffset At, int Device, string Address, long Bytes, string On,
    uint OldSession, string OldFrom, uint NewSession, string NewFrom, DateTimeOffset NewAcceptedAt);
