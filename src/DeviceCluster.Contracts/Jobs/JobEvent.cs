using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Jobs;

/// <summary>What happened to jobs. Journaled for ever: add members, never rename or remove one.</summary>
public abstract record JobEvent(JobId Job, DateTimeOffset At)
{
    /// <summary>
    /// <paramref name="Work"/> is sealed, for there may be a password in it; <paramref name="Digest"/> tells it from other work under a key of the
    /// cluster. <paramref name="Moves"/>: cameras move by it.
    /// </summary>
    public sealed record Started(
        JobId Job,
        OrderKey Key,
        string Words,
        bool IsRepeatable,
        SealedSecret Work,
        string Digest,
        ImmutableArray<DeviceId> Devices,
        int Parallel,
        Origin By,
        DateTimeOffset At,
        bool Moves = false) : JobEvent(Job, At);

    /// <summary>Written before the orders to these devices are sent: what may have been sent is never taken for unsent.</summary>
    public sealed record ItemsBegun(JobId Job, ImmutableArray<DeviceId> Devices, DateTimeOffset At) : JobEvent(Job, At);

    public sealed record ItemsEnded(JobId Job, ImmutableArray<JobItem> Items, DateTimeOffset At) : JobEvent(Job, At);

    /// <summary>What was not begun until now is cancelled.</summary>
    public sealed record Cancelled(JobId Job, Origin By, DateTimeOffset At) : JobEvent(Job, At);

    public sealed record Ended(JobId Job, DateTimeOffset At) : JobEvent(Job, At);
}
