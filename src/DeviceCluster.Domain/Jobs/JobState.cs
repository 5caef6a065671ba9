using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Domain.Jobs;

/// <summary>One job: which of its devices wait, which are being told, and what became of the others. Pure: no clock, no I/O, no actor.</summary>
public sealed record JobState
{
    /// <summary>What moves cameras and has not begun by then is not begun: somebody may stand in front of them who knows of no order.</summary>
    public static readonly TimeSpan MoveLimit = TimeSpan.FromMinutes(10);

    private const string NotBegun = "cancelled before it was begun";

    private JobState(JobId id) => Id = id;

    public JobId Id { get; }

    public OrderKey Key { get; private init; }

    public string Words { get; private init; } = "";

    /// <summary>An order of it that may have been sent may be sent again.</summary>
    public bool IsRepeatable { get; private init; }

    /// <summary>Cameras move by it.</summary>
    public bool Moves { get; private init; }

    /// <summary>What is ordered, sealed; forgotten with the end of the job.</summary>
    public SealedSecret? Work { get; private init; }

    public string Digest { get; private init; } = "";

    public int Devices { get; private init; }

    public int Parallel { get; private init; }

    public Origin By { get; private init; } = new("", "");

    /// <summary>Not begun, in the order in which they were named.</summary>
    public ImmutableList<DeviceId> Waiting { get; private init; } = [];

    /// <summary>Begun, without a result.</summary>
    public ImmutableHashSet<DeviceId> Begun { get; private init; } = [];

    /// <summary>The results, in the order in which they came.</summary>
    public ImmutableList<JobItem> Items { get; private init; } = [];

    /// <summary>Counts also the results that are forgotten.</summary>
    public JobTally Tally { get; private init; } = JobTally.None;

    public DateTimeOffset StartedAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private init; }

    public Origin? CancelledBy { get; private init; }

    public bool IsEnded => EndedAt is not null;

    /// <summary>Nothing is left to do; only its end is not journaled yet.</summary>
    public bool IsFinished => !IsEnded && Waiting.IsEmpty && Begun.IsEmpty;

    /// <summary>What waits is too old to be begun.</summary>
    public bool IsLate(DateTimeOffset now) => Moves && !Waiting.IsEmpty && now - StartedAt >= MoveLimit;

    /// <summary>How many more may be begun at once.</summary>
    public int Room => IsEnded ? 0 : Math.Max(0, Math.Min(Parallel - Begun.Count, Waiting.Count));

    public JobSummary Summary => new(
        Id,
        Words,
        By,
        IsEnded ? JobPhase.Ended : CancelledBy is null ? JobPhase.Running : JobPhase.Ending,
        Devices,
        Begun.Count,
        Tally,
        StartedAt,
        EndedAt,
        CancelledBy);

    public static JobState Of(JobEvent.Started e) => new(e.Job)
    {
        Key = e.Key,
        Words = e.Words,
        IsRepeatable = e.IsRepeatable,
        Moves = e.Moves,
        Work = e.Work,
        Digest = e.Digest,
        Devices = e.Devices.Length,
        Parallel = e.Parallel,
        By = e.By,
        Waiting = [.. e.Devices],
        StartedAt = e.At,
    };

    public JobState Apply(JobEvent happened) => happened switch
    {
        JobEvent.ItemsBegun e => this with { Waiting = Waiting.RemoveRange(e.Devices), Begun = Begun.Union(e.Devices) },
        JobEvent.ItemsEnded e => With(e.Items) with { Waiting = WaitingAfter(e), Begun = Begun.Except(e.Items.Select(item => item.Device)) },
        JobEvent.Cancelled e => With([.. Waiting.Select(device => new JobItem(device, JobResult.Cancelled, null, NotBegun))]) with
        {
            Waiting = [],
            CancelledBy = e.By,
        },
        JobEvent.Ended e => this with { EndedAt = e.At, Work = null },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be replayed by this version"),
    };

    /// <summary>The counts stay.</summary>
    public JobState WithoutItems() => this with { Items = [] };

    public static JobState From(JobSnapshot s) => new(s.Job)
    {
        Key = s.Key,
        Words = s.Words,
        IsRepeatable = s.IsRepeatable,
        Moves = s.Moves,
        Work = s.Work,
        Digest = s.Digest,
        Devices = s.Devices,
        Parallel = s.Parallel,
        By = s.By,
        Waiting = [.. s.Waiting],
        Begun = [.. s.Begun],
        Items = [.. s.Items],
        Tally = s.Tally,
        StartedAt = s.StartedAt,
        EndedAt = s.EndedAt,
        CancelledBy = s.CancelledBy,
    };

    public JobSnapshot ToSnapshot() => new(
        Id, Key, Words, IsRepeatable, Work, Digest, Devices, [.. Waiting], [.. Begun.OrderBy(device => device.Value, StringComparer.Ordinal)],
        [.. Items], Tally, Parallel, By, StartedAt, EndedAt, CancelledBy, Moves);

    // Most that end had begun.
    private ImmutableList<DeviceId> WaitingAfter(JobEvent.ItemsEnded ended) =>
        ended.Items.Select(item => item.Device).Where(device => !Begun.Contains(device)).ToHashSet() is { Count: > 0 } late
            ? Waiting.RemoveAll(late.Contains)
            : Waiting;

    private JobState With(ImmutableArray<JobItem> items) => this with
    {
        Items = Items.AddRange(items),
        Tally = items.Aggregate(Tally, (tally, item) => tally.With(item)),
    };
}
