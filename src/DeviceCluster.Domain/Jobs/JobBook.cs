using System.Collections.Immutable;
using System.Globalization;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Domain.Jobs;

/// <summary>
/// All jobs: those that are open, and the last that ended. A device is told one order at a time, whichever jobs it is in. Pure: no clock, no I/O,
/// no actor.
/// </summary>
public sealed record JobBook
{
    private const string GiverEnded = "not known: the node that gave the order ended";
    private static readonly string TooLate =
        string.Create(CultureInfo.InvariantCulture, $"not begun within {JobState.MoveLimit.TotalMinutes:0} minutes of the order: cameras are not moved later");

    private JobBook()
    {
    }

    public static JobBook Empty { get; } = new();

    /// <summary>The number of the newest job there ever was.</summary>
    public int Last { get; private init; }

    public ImmutableSortedDictionary<int, JobState> Jobs { get; private init; } = ImmutableSortedDictionary<int, JobState>.Empty;

    /// <summary>Devices that are being told, by any job.</summary>
    public ImmutableHashSet<DeviceId> Busy { get; private init; } = [];

    public IEnumerable<JobState> Open => Jobs.Values.Where(job => !job.IsEnded);

    /// <summary>What had begun and may be sent again, after a recovery.</summary>
    public IEnumerable<(JobState Job, DeviceId Device)> Unfinished =>
        Open.Where(job => job.IsRepeatable).SelectMany(job => job.Begun.Select(device => (job, device)));

    public JobState? Find(JobId id) => Jobs.GetValueOrDefault(id.Number);

    public JobState? Find(OrderKey key) => Jobs.Values.FirstOrDefault(job => job.Key == key);

    /// <param name="start">The order.</param>
    /// <param name="devices">All of them, also those that were prepared.</param>
    /// <param name="work">Its work, sealed.</param>
    /// <param name="digest">Of its work.</param>
    /// <param name="now">The time.</param>
    public JobDecision Decide(JobCommand.Start start, ImmutableArray<DeviceId> devices, SealedSecret work, string digest, DateTimeOffset now) =>
        JobRules.Known(this, start, digest) ?? JobRules.Check(this, start, devices) ?? JobDecision.Of(
            new JobReply.Started(new JobId(Last + 1)),
            new JobEvent.Started(
                new JobId(Last + 1), start.Key, JobText.Fit(start.Work.Words, JobLimits.Words), start.Work.IsRepeatable, work, digest, devices,
                start.Parallel, start.By, now, start.Work.Moves));

    public JobDecision Decide(JobCommand.Cancel cancel, DateTimeOffset now) => Find(cancel.Job) switch
    {
        null => JobRules.Unknown(cancel.Job),
        { CancelledBy: not null } => JobDecision.Of(new JobReply.Done()),
        { IsEnded: true } job => JobDecision.Refused(
            RefusalCode.Invalid, $"job {job.Id} has ended already", "'job watch' shows its results; a new order changes what it did"),
        var job => JobDecision.Of(new JobReply.Done(), Closed([new JobEvent.Cancelled(job.Id, cancel.By, now)], now)),
    };

    /// <summary>
    /// Which items begin now, at most so many: one of each job in turn, first of the job that has had least. What has become too late to begin ends before.
    /// </summary>
    public ImmutableArray<JobEvent> Begin(int most, DateTimeOffset now)
    {
        var late = EndLate(now);
        return [.. late, .. Apply(late).Take(most, now)];
    }

    /// <summary>What came back. A result of what is not under way is none: it came twice.</summary>
    public ImmutableArray<JobEvent> End(IEnumerable<(JobId Job, JobItem Item)> results, DateTimeOffset now) => Closed(
    [
        .. from result in results.DistinctBy(result => (result.Job, result.Item.Device))
           where Find(result.Job)?.Begun.Contains(result.Item.Device) == true
           group result.Item by result.Job into ended
           select new JobEvent.ItemsEnded(ended.Key, [.. ended], now),
    ], now);

    /// <summary>
    /// What is to be journaled first by who takes the book over: an order that may have been sent, and may not be sent twice, has no known outcome.
    /// </summary>
    public ImmutableArray<JobEvent> Recover(DateTimeOffset now) => Closed(
    [
        .. Open.Where(job => !job.IsRepeatable && !job.Begun.IsEmpty).Select(job => new JobEvent.ItemsEnded(
            job.Id, [.. job.Begun.Select(device => new JobItem(device, JobResult.Unknown, RefusalCode.NoAnswer, GiverEnded))], now)),
    ], now);

    public JobBook Apply(JobEvent happened) => happened is JobEvent.Started started
        ? this with { Last = Math.Max(Last, started.Job.Number), Jobs = Jobs.SetItem(started.Job.Number, JobState.Of(started)) }
        : Find(happened.Job) is { } job ? Apply(job.Apply(happened), happened) : this;

    public JobBook Apply(IEnumerable<JobEvent> events) => events.Aggregate(this, (book, happened) => book.Apply(happened));

    public static JobBook From(JobBookSnapshot snapshot)
    {
        var jobs = snapshot.Jobs.Select(JobState.From).ToImmutableSortedDictionary(job => job.Id.Number, job => job);
        return new() { Last = snapshot.Last, Jobs = jobs, Busy = [.. jobs.Values.SelectMany(job => job.Begun)] };
    }

    public JobBookSnapshot ToSnapshot() => new(Last, [.. Jobs.Values.Select(job => job.ToSnapshot())]);

    private ImmutableArray<JobEvent> EndLate(DateTimeOffset now) => Closed(
    [
        .. from job in Open
           where job.IsLate(now)
           from devices in job.Waiting.Chunk(JobLimits.DevicesInMessage)
           select new JobEvent.ItemsEnded(
               job.Id, [.. devices.Select(device => new JobItem(device, JobResult.Refused, RefusalCode.Invalid, TooLate))], now),
    ], now);

    private ImmutableArray<JobEvent> Take(int most, DateTimeOffset now)
    {
        var busy = Busy.ToBuilder();
        var turns = Open.Where(job => job.Room > 0).OrderBy(job => job.Tally.All + job.Begun.Count).Select(job => new JobTurn(job, busy)).ToArray();
        for (var (left, before) = (most, 0); left > 0 && left != before;)
        {
            before = left;
            foreach (var turn in turns)
                left -= left > 0 && turn.Take() ? 1 : 0;
        }

        return [.. turns.Where(turn => !turn.Taken.IsEmpty).Select(turn => new JobEvent.ItemsBegun(turn.Job, turn.Taken, now))];
    }

    private JobBook Apply(JobState job, JobEvent happened)
    {
        var next = this with { Jobs = Jobs.SetItem(job.Id.Number, job) };
        return happened switch
        {
            JobEvent.ItemsBegun e => next with { Busy = Busy.Union(e.Devices) },
            // One that had not begun here may be told something by another job.
            JobEvent.ItemsEnded e => next with { Busy = Busy.Except(Jobs[job.Id.Number].Begun.Intersect(e.Items.Select(item => item.Device))) },
            JobEvent.Ended => next.Trimmed(),
            _ => next,
        };
    }

    /// <summary>Adds the ends of the jobs that have nothing left to do then.</summary>
    private ImmutableArray<JobEvent> Closed(ImmutableArray<JobEvent> events, DateTimeOffset now) =>
        [.. events, .. Apply(events).Open.Where(job => job.IsFinished).Select(job => new JobEvent.Ended(job.Id, now))];

    /// <summary>Of the jobs that ended first nothing is kept, of those after them the counts.</summary>
    private JobBook Trimmed()
    {
        var jobs = Jobs.ToBuilder();
        var (kept, items) = (0, 0);
        foreach (var job in Jobs.Values.Where(job => job.IsEnded).OrderByDescending(job => job.EndedAt).ThenByDescending(job => job.Id.Number))
        {
            items += job.Items.Count;
            if (++kept > JobLimits.Ended)
                jobs.Remove(job.Id.Number);
            else if (items > JobLimits.EndedItems && !job.Items.IsEmpty)
                jobs[job.Id.Number] = job.WithoutItems();
        }

        return this with { Jobs = jobs.ToImmutable() };
    }
}
