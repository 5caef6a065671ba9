using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Jobs;
using static DeviceCluster.Domain.Tests.Jobs.JobSamples;

namespace DeviceCluster.Domain.Tests.Jobs;

/// <summary>A run of jobs with whatever may happen to them: starts, answers in any order, cancellations, and ends of the node that gives the orders.</summary>
internal sealed class JobSchedule
{
    public const int Kinds = 7;

    private const int Devices = 12;

    private readonly List<JobEvent> _journal = [];
    private readonly List<(JobId Job, DeviceId Device)> _underWay = [];
    private JobBookSnapshot? _snapshot;
    private int _sinceSnapshot;
    private int _keys;
    private DateTimeOffset _now = Noon;

    public JobBook Book { get; private set; } = JobBook.Empty;

    /// <summary>How often each order was sent.</summary>
    public Dictionary<(JobId Job, DeviceId Device), int> Sent { get; } = [];

    /// <summary>The keys under which the order of an item was sent.</summary>
    public Dictionary<(JobId Job, DeviceId Device), HashSet<OrderKey>> Keys { get; } = [];

    public List<string> Errors { get; } = [];

    public int Recoveries { get; private set; }

    public int Unknown { get; private set; }

    public int Late { get; private set; }

    public static JobSchedule Run((int Kind, int Value)[] steps)
    {
        var run = new JobSchedule();
        foreach (var (kind, value) in steps)
        {
            run._now = run._now.AddSeconds(1);
            run.Step(kind, value);
            run.Look();
        }

        return run;
    }

    /// <summary>Nothing else happens any more, and all answer.</summary>
    public void Finish()
    {
        for (var n = 0; n < 1000 && Book.Open.Any(); n++)
        {
            Begin(5);
            while (_underWay.Count > 0)
                Answer(0);
            Look();
        }
    }

    private void Step(int kind, int value)
    {
        switch (kind)
        {
            case 0:
                var devices = Ids(Devices).Where((_, n) => ((value >> n) & 1) == 1).ToImmutableArray();
                Journal(Book.Start((value % 3) switch { 0 => Enable, 1 => Reboot, _ => Move }, devices, 1 + (value % 4), $"k-{_keys++}").Events);
                break;
            case 1 or 2:
                Begin(value % 6);
                break;
            case 3 or 4:
                Answer(value);
                break;
            case 5:
                Journal(Book.Decide(new JobCommand.Cancel(new JobId(1 + (value % (Book.Last + 1))), Admin), _now).Events);
                break;
            default:
                Recover(value);
                break;
        }
    }

    private void Begin(int most)
    {
        var events = Book.Begin(most, _now);
        var begun = events.OfType<JobEvent.ItemsBegun>().Sum(e => e.Devices.Length);
        Late += events.OfType<JobEvent.ItemsEnded>().Sum(e => e.Items.Length);
        if (begun > most)
            Errors.Add($"{begun} begun, and {most} allowed");
        Journal(events);
        foreach (var e in events.OfType<JobEvent.ItemsBegun>())
        {
            if (Book.Find(e.Job) is { Moves: true } job && _now >= job.StartedAt + JobState.MoveLimit)
                Errors.Add($"{job.Id} moves cameras too late");
            foreach (var device in e.Devices)
                Send(e.Job, device);
        }
    }

    private void Answer(int value)
    {
        if (_underWay.Count == 0)
            return;
        var (job, device) = _underWay[value % _underWay.Count];
        _underWay.Remove((job, device));
        var result = (JobResult)(1 + (value % 3));
        // Twice at times, as when one was sent again.
        Journal(Book.End(Enumerable.Repeat((job, new JobItem(device, result, null, "")), 1 + (value % 2)), _now));
    }

    /// <summary>The node ended: what it had not journaled is gone, and so are the answers to what it sent.</summary>
    private void Recover(int value)
    {
        Recoveries++;
        _now = _now.AddMinutes(value % 8);
        if (value % 3 == 0)
            (_snapshot, _sinceSnapshot) = (Book.ToSnapshot(), _journal.Count);
        var before = Book.Spelled();
        Book = (_snapshot is null ? JobBook.Empty : JobBook.From(_snapshot)).Apply(_journal.Skip(_sinceSnapshot));
        if (Book.Spelled() != before)
            Errors.Add("another book came out of the journal");
        _underWay.Clear();
        var events = Book.Recover(_now);
        Unknown += events.OfType<JobEvent.ItemsEnded>().Sum(e => e.Items.Length);
        Journal(events);
        foreach (var (job, device) in Book.Unfinished)
            Send(job.Id, device);
    }

    private void Send(JobId job, DeviceId device)
    {
        Sent[(job, device)] = Sent.GetValueOrDefault((job, device)) + 1;
        if (!Keys.TryGetValue((job, device), out var keys))
            Keys[(job, device)] = keys = [];
        keys.Add(JobItemKey.Of(Book.Find(job)!.Key, device));
        if (!Book.Find(job)!.IsRepeatable && Sent[(job, device)] > 1)
            Errors.Add($"{job} {device} was sent twice");
        if (_underWay.Any(other => other.Device == device))
            Errors.Add($"{device} is told two things at once");
        _underWay.Add((job, device));
    }

    private void Journal(ImmutableArray<JobEvent> events)
    {
        _journal.AddRange(events);
        Book = Book.Apply(events);
    }

    private void Look()
    {
        foreach (var job in Book.Jobs.Values)
        {
            if (job.Begun.Count > job.Parallel)
                Errors.Add($"{job.Id} tells {job.Begun.Count} at once");
            if (job.Waiting.Count + job.Begun.Count + job.Tally.All != job.Devices)
                Errors.Add($"{job.Id} has lost a device");
            if (job.Items.Select(item => item.Device).Distinct().Count() != job.Items.Count)
                Errors.Add($"{job.Id} has two results of a device");
            if (job.IsFinished)
                Errors.Add($"{job.Id} has nothing left to do and has not ended");
        }

        if (!Book.Busy.SetEquals(_underWay.Select(item => item.Device)))
            Errors.Add("others are busy than are told something");
    }
}
