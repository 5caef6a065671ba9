namespace DeviceCluster.Simulator.Judging;

/// <summary>A session as it was seen on the wire. Bytes are what the device received; <paramref name="LateBytes"/> came after a newer login.</summary>
public sealed record SessionSight(
    uint Id, string User, string From, DateTimeOffset AcceptedAt, DateTimeOffset LastByteAt,
    long ControlBytes, long MediaBytes, long LateBytes, DateTimeOffset? EndedAt, string? Ended);
