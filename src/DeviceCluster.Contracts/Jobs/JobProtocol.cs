using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Jobs;

/// <summary>What can be told about orders to many devices. Each is answered by one <see cref="JobReply"/>.</summary>
public abstract record JobCommand
{
    /// <summary>
    /// Devices of a job that is started next, where they are too many for one message. Sent again it changes nothing; what is not started in a
    /// minute is forgotten. Answered by <see cref="JobReply.Done"/>.
    /// </summary>
    /// <param name="Key">Of the start.</param>
    /// <param name="Part">Counts from 0.</param>
    /// <param name="Devices">At most <see cref="JobLimits.DevicesInMessage"/>.</param>
    public sealed record Prepare(OrderKey Key, int Part, ImmutableArray<DeviceId> Devices) : JobCommand;

    /// <summary>
    /// Orders the work of each of the devices, of <paramref name="Parallel"/> at once at most. Started once under its key, however often it is sent.
    /// Answered by <see cref="JobReply.Started"/>.
    /// </summary>
    /// <param name="Key">Made by who gives the order.</param>
    /// <param name="Work">What is ordered.</param>
    /// <param name="Devices">At most <see cref="JobLimits.DevicesInMessage"/>; those that were prepared come before them.</param>
    /// <param name="Parallel">From 1 to <see cref="JobLimits.Parallel"/>.</param>
    /// <param name="By">Who gives the order.</param>
    /// <param name="Parts">How many parts were prepared.</param>
    public sealed record Start(OrderKey Key, JobWork Work, ImmutableArray<DeviceId> Devices, int Parallel, Origin By, int Parts = 0) : JobCommand;

    /// <summary>What has begun ends, what has not is cancelled. Answered by <see cref="JobReply.Done"/>.</summary>
    public sealed record Cancel(JobId Job, Origin By) : JobCommand;
}

/// <summary>What can be asked about jobs.</summary>
public abstract record JobQuery
{
    /// <summary>The newest first, those before <paramref name="Before"/>; null begins at the newest. Answered by <see cref="JobReply.Jobs"/>.</summary>
    public sealed record List(JobId? Before, int Limit = List.MaxLimit) : JobQuery
    {
        public const int MaxLimit = 30;
    }

    /// <summary>
    /// A job and its results, in the order in which they came, from the <paramref name="From"/>th on, counted from 0. Answered by
    /// <see cref="JobReply.Page"/>.
    /// </summary>
    public sealed record GetJob(JobId Job, int From) : JobQuery;
}

/// <summary>The answer to a <see cref="JobCommand"/> or a <see cref="JobQuery"/>.</summary>
public abstract record JobReply
{
    public sealed record Done : JobReply;

    public sealed record Started(JobId Job) : JobReply;

    /// <summary><paramref name="Next"/>: ask for those before it; null when these were the last.</summary>
    public sealed record Jobs(ImmutableArray<JobSummary> All, JobId? Next) : JobReply;

    /// <summary>As many results as fit into a message; <paramref name="Next"/>: where those behind them begin.</summary>
    public sealed record Page(JobSummary Job, ImmutableArray<JobItem> Items, int Next) : JobReply;

    public sealed record Refused(RefusalCode Code, string Reason, string Remedy) : JobReply, IRefusal;
}

/// <summary>How a job stands.</summary>
/// <param name="Job">Which.</param>
/// <param name="Words">What it does.</param>
/// <param name="By">Who started it.</param>
/// <param name="Phase">Where it is.</param>
/// <param name="Devices">How many it has.</param>
/// <param name="Begun">How many of them are being told now.</param>
/// <param name="Tally">How many ended, and how.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndedAt">When its last item ended.</param>
/// <param name="CancelledBy">Who cancelled it.</param>
public sealed record JobSummary(
    JobId Job,
    string Words,
    Origin By,
    JobPhase Phase,
    int Devices,
    int Begun,
    JobTally Tally,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    Origin? CancelledBy);

/// <summary>How many items of a job ended, and how.</summary>
public sealed record JobTally(int Done, int Refused, int Unknown, int Cancelled)
{
    public static JobTally None { get; } = new(0, 0, 0, 0);

    public int All => Done + Refused + Unknown + Cancelled;

    public JobTally With(JobItem item) => item.Result switch
    {
        JobResult.Done => this with { Done = Done + 1 },
        JobResult.Refused => this with { Refused = Refused + 1 },
        JobResult.Unknown => this with { Unknown = Unknown + 1 },
        _ => this with { Cancelled = Cancelled + 1 },
    };
}

/// <summary>Where a job is.</summary>
public enum JobPhase
{
    Running = 1,

    /// <summary>It was cancelled, and what had begun has not ended yet.</summary>
    Ending = 2,

    Ended = 3,
}

/// <summary>What became of the order to one device of a job.</summary>
/// <param name="Device">Which.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Code">Of the refusal, where there was one.</param>
/// <param name="Reason">Empty where there is nothing to say; it may be a device's text.</param>
/// <param name="Picture">The number of the picture that was taken, which can be read for a short time; null of any other order.</param>
/// <param name="SdkError">Of the refusal, where a call at the device failed.</param>
public sealed record JobItem(
    DeviceId Device, JobResult Result, RefusalCode? Code, string Reason, long? Picture = null, DeviceError? SdkError = null);

/// <summary>How an item of a job ended.</summary>
public enum JobResult
{
    Done = 1,
    Refused = 2,

    /// <summary>Whether it was carried out is not known.</summary>
    Unknown = 3,

    /// <summary>The job was cancelled before it was begun.</summary>
    Cancelled = 4,
}
