namespace DeviceCluster.Actors.Sessions;

/// <summary>The session table at this moment, then its counters since the start.</summary>
public sealed record SessionFigures(
    int Calling,
    int Live,
    int Unclaimed,
    int Leaving,
    long Accepted,
    long Failed,
    long Overdue,
    long TakenOver,
    long LoggedOut,
    long Aborted,
    long LogoutsFailed,
    long LateLogouts,
    long Lost,
    long LossesUnknown,
    long Leaked);
