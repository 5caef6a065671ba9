namespace DeviceCluster.Actors.Sessions;

/// <summary>The counters of the session table, under its lock.</summary>
internal sealed class SessionCounters
{
    public long Accepted { get; set; }

    public long Failed { get; set; }

    public long Overdue { get; set; }

    public long TakenOver { get; set; }

    public long LoggedOut { get; set; }

    public long Aborted { get; set; }

    public long LogoutsFailed { get; set; }

    public long LateLogouts { get; set; }

    public long Lost { get; set; }

    public long LossesUnknown { get; set; }

    public long Leaked { get; set; }

    public SessionFigures With(IReadOnlyCollection<SessionEntry> open) => new(
        open.Count(e => e.Stage == SessionStage.Calling),
        open.Count(e => e.Stage == SessionStage.Live),
        open.Count(e => e.Stage == SessionStage.Live && e.Claim is null),
        open.Count(e => e.Stage == SessionStage.Leaving),
        Accepted,
        Failed,
        Overdue,
        TakenOver,
        LoggedOut,
        Aborted,
        LogoutsFailed,
        LateLogouts,
        Lost,
        LossesUnknown,
        Leaked);
}
