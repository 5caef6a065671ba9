namespace DeviceCluster.Simulator.Judging;

/// <summary>
/// A time in which a device had no owner: from the last byte of its newest session to the next login it accepted, or to now when there was none.
/// Where the session ended in between, it says when and how.
/// </summary>
public sealed record DarkInterval(
    int Device, string Address, DateTimeOffset From, DateTimeOffset? Until, double Seconds, DateTimeOffset? EndedAt, string? Ended);
