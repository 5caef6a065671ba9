namespace DeviceCluster.Actors.Sessions;

/// <summary>One lane at this moment, then its counters since the start.</summary>
public sealed record LaneFigures(
    string Lane, int Threads, int Busy, int Queued, TimeSpan OldestWait, long Done, long Refused, long Overdue, int Stuck);
