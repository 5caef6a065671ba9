namespace DeviceCluster.Drills.Fence;

/// <summary>
/// How long a device may be dark after a schedule, and how soon after its end all must be back, by the cluster's own times.
/// The judge sees a session die one keep-alive early at worst, so that is added everywhere.
/// </summary>
internal sealed record DarkBounds(TimeSpan KeepAlive, int Nodes)
{
    /// <summary>Heartbeats every second and a pause of three are allowed for, and some for a machine with two cores.</summary>
    private static readonly TimeSpan Unreachable = Seconds(6);

    /// <summary>A row is free 12 s after its owner became unreachable, when it was removed: 7 s stable, 1 s margin, and the gossip between.</summary>
    private static readonly TimeSpan RowIsFree = Seconds(12);

    /// <summary>An owner that was never seen unreachable, because it is back under the same address: 15 s from its removal, which takes a round of gossip.</summary>
    private static readonly TimeSpan RowOfReturned = Seconds(15) + Seconds(10);

    /// <summary>An owner that this cluster never knew: its beat is read unchanged for 90 s.</summary>
    private static readonly TimeSpan RowOfForeigner = Seconds(90);

    /// <summary>Shards get their home, devices are woken, logins are let through and answered.</summary>
    private static readonly TimeSpan HomeAndLogin = Seconds(10);

    /// <summary>A node starts, finds the others and is up.</summary>
    private static readonly TimeSpan StartAndJoin = Seconds(35);

    /// <summary>What could not recover while the database was away is woken every 30 s, and its connections come back before.</summary>
    private static readonly TimeSpan WokenAgain = Seconds(30) + Seconds(10);

    /// <summary>A connection without an answer is given up after 8 s.</summary>
    private static readonly TimeSpan ConnectionLost = Seconds(8);

    public TimeSpan Takeover => KeepAlive + Unreachable + RowIsFree + HomeAndLogin;

    /// <summary>From the last byte of a session to the next login, for any device.</summary>
    public TimeSpan Dark(FaultSchedule schedule)
    {
        var away = schedule.Faults.Where(fault => fault.TakesNodeAway).ToList();
        if (IsMajorityLost(away))
            return KeepAlive + (schedule.End - schedule.Start) + StartAndJoin + RowOfForeigner + HomeAndLogin;

        var bound = KeepAlive;
        if (away.Count > 0)
            bound = Takeover + (away.Exists(fault => fault.Kind is FaultKind.Kill or FaultKind.Freeze) ? RowOfReturned - RowIsFree : TimeSpan.Zero);

        // While the database is away a node's devices stay with it, and nobody takes those of one that is gone.
        var database = schedule.Faults.Where(fault => fault.TakesDatabaseAway).ToList();
        if (away.Count > 0 && database.Count > 0)
            bound += database.Max(fault => fault.End) - schedule.Start + WokenAgain;

        foreach (var cut in schedule.Faults.Where(fault => fault.Kind == FaultKind.DeviceCut))
            bound = Max(bound, KeepAlive + (cut.End - schedule.Start) + Backoff(cut));

        // Nobody is taken away: what still changes hands, does so in order while shards find their balance.
        return bound == KeepAlive ? KeepAlive + HomeAndLogin : bound;
    }

    /// <summary>Neither the database nor a clock costs a session, as long as a majority of the nodes see each other.</summary>
    public static bool MayLoseSessions(FaultSchedule schedule) =>
        schedule.Faults.Any(fault => fault.TakesNodeAway || fault.Kind == FaultKind.DeviceCut);

    /// <summary>From the healing to the moment in which all devices have a live session.</summary>
    public TimeSpan Recovery(FaultSchedule schedule) => Dark(schedule) + StartAndJoin;

    private bool IsMajorityLost(List<Fault> away) => 2 * (Nodes - away.Select(fault => fault.Node).Distinct().Count()) <= Nodes;

    /// <summary>The loss is noticed, attempts grow apart up to as long as the cut has lasted, and the one under way may yet fail.</summary>
    private static TimeSpan Backoff(Fault cut) => Max(cut.For, ConnectionLost) + ConnectionLost + HomeAndLogin;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
