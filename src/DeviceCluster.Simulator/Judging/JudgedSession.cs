namespace DeviceCluster.Simulator.Judging;

/// <summary>One accepted login and what came under it. Guarded by its device's judge.</summary>
internal sealed class JudgedSession(long number, uint id, string user, string from, long acceptedAt)
{
    /// <summary>Counts the logins this device has accepted, from 1.</summary>
    public long Number { get; } = number;

    public uint Id { get; } = id;

    public string User { get; } = user;

    public string From { get; } = from;

    public long AcceptedAt { get; } = acceptedAt;

    public long LastByteAt { get; set; } = acceptedAt;

    public long ControlBytes { get; set; }

    public long MediaBytes { get; set; }

    /// <summary>Of these, what came after a newer login had been accepted.</summary>
    public long LateBytes { get; set; }

    /// <summary>The login that was accepted next: from then on nothing may come here.</summary>
    public JudgedSession? Next { get; set; }

    public (long At, SessionEnd How)? Ended { get; set; }

    public SessionSight Sight(WireClock clock) => new(
        Id, User, From, clock.Utc(AcceptedAt), clock.Utc(LastByteAt), ControlBytes, MediaBytes, LateBytes,
        Ended is { } end ? clock.Utc(end.At) : null, Ended?.How.ToString());
}
