using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Jobs;

namespace DeviceCluster.Actors.Jobs;

/// <summary>
/// Keeps all jobs of the cluster, and sends their orders. It decides nothing itself: the <see cref="JobBook"/> does. What has come since the last write
/// is journaled in one, and only then carried out: nothing is sent that the next keeper would not know of.
/// </summary>
internal sealed class JobKeeper : UntypedPersistentActor, IWithTimers
{
    public const string Id = "jobs";

    private const int EventsPerSnapshot = 500;
    private const int MostWaiting = 64;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly NodeParts _parts;
    private readonly JobSettings _settings;
    private readonly JobErrands _errands;
    private readonly JobDrafts _drafts;
    private readonly JobPace _pace;
    private readonly Queue<(JobCommand Command, IActorRef Sender)> _waiting = new();
    private readonly List<(JobId Job, JobItem Item)> _answers = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private JobBook _book = JobBook.Empty;
    private bool _writing;
    private bool _leaving;

    public JobKeeper(NodeParts parts)
    {
        _parts = parts;
        _settings = parts.Settings.Jobs;
        _errands = JobErrands.Of(parts, Self, _log);
        _drafts = new JobDrafts(parts.Time);
        _pace = new JobPace(_settings.ItemsPerSecond, parts.Time);
    }

    public override string PersistenceId => Id;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeParts parts) => Akka.Actor.Props.Create(() => new JobKeeper(parts));

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer { Snapshot: JobBookSnapshot snapshot }:
                _book = JobBook.From(snapshot);
                break;
            case JobEvent happened:
                _book = _book.Apply(happened);
                break;
            case RecoveryCompleted:
                Context.Parent.Tell(new JobMessage.Ready());
                Write(_book.Recover(_parts.Now), GoOn);
                break;
        }
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case JobQuery query:
                Sender.Tell(_book.Answer(query));
                break;
            case JobCommand when _leaving:
                Sender.Tell(JobRefusals.Moving);
                break;
            case JobCommand.Prepare part:
                Sender.Tell(_drafts.Put(part));
                break;
            case JobCommand command:
                Take(command);
                break;
            case JobMessage.Answered answered:
                _errands.Returned();
                _answers.Add((answered.Job, answered.Item));
                Turn();
                break;
            case JobMessage.Tick:
                Turn();
                break;
            case JobMessage.Leave:
                Leave();
                break;
            case JobMessage.LeavePatience:
                _log.Warning("Jobs are handed over before {Count} of their orders were answered", _errands.UnderWay);
                Context.Stop(Self);
                break;
            case SaveSnapshotSuccess saved:
                // The one before it is kept too; a write may hold many events.
                DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - (2 * EventsPerSnapshot)));
                break;
            case SaveSnapshotFailure failed:
                _log.Warning(failed.Cause, "The snapshot of the jobs failed");
                break;
            case DeleteSnapshotsFailure failed:
                _log.Warning(failed.Cause, "Old snapshots of the jobs were not deleted");
                break;
            case DeleteSnapshotsSuccess:
                break;
            default:
                Unhandled(message);
                break;
        }

        StopWhenDone();
    }

    // Akka stops the actor after these, and the office begins another.
    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is null && reason is not SerializationException)
            _parts.Health.Failed(reason);
        base.OnRecoveryFailure(reason, message);
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        _parts.Health.Failed(cause);
        base.OnPersistFailure(cause, @event, sequenceNr);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        Context.Stop(Self);
    }

    protected override void PostStop()
    {
        _errands.Dispose();
        _parts.Jobs.Show(open: 0, underWay: 0);
        RefuseWaiting(JobRefusals.Moving);
        base.PostStop();
    }

    private void Take(JobCommand command)
    {
        if (!_parts.Health.IsOpen)
            Sender.Tell(JobRefusals.NoStorage(_parts.Health.Reason));
        else if (_waiting.Count >= MostWaiting)
            Sender.Tell(JobRefusals.Busy);
        else
            _waiting.Enqueue((command, Sender));
        Turn();
    }

    /// <summary>All that waits goes into one write; who comes meanwhile goes into the next.</summary>
    private void Turn()
    {
        if (_writing)
            return;
        if (!_parts.Health.IsOpen)
        {
            RefuseWaiting(JobRefusals.NoStorage(_parts.Health.Reason));
            return;
        }

        var turn = new JobTurnover(_book, _parts, _drafts);
        while (_waiting.TryDequeue(out var next))
            turn.Decide(next.Command, next.Sender);
        turn.End(_answers);
        _answers.Clear();
        if (!_leaving && !_parts.IsEnding)
            _pace.Use(turn.Begin(_pace.Allowed));
        Write(turn.Events, () =>
        {
            turn.Answer();
            foreach (var (job, device) in turn.Begun)
                _errands.Send(_book.Find(job)!, device);
        });
    }

    private void RefuseWaiting(JobReply.Refused refusal)
    {
        while (_waiting.TryDequeue(out var next))
            next.Sender.Tell(refusal);
    }

    /// <summary>After a recovery, what may be sent again is.</summary>
    private void GoOn()
    {
        foreach (var (job, device) in _book.Unfinished)
            _errands.Send(job, device);
    }

    private void Write(ImmutableArray<JobEvent> events, Action done)
    {
        if (events.IsEmpty)
        {
            Carry(done);
            return;
        }

        _writing = true;
        var left = events.Length;
        PersistAllAsync(events, happened =>
        {
            _book = _book.Apply(happened);
            Count(happened);
            if (--left > 0)
                return;

            _writing = false;
            if (LastSequenceNr / EventsPerSnapshot > (LastSequenceNr - events.Length) / EventsPerSnapshot)
                SaveSnapshot(_book.ToSnapshot());
            Carry(done);
            if (_waiting.Count > 0 || _answers.Count > 0)
                Turn();
            StopWhenDone();
        });
    }

    private void Carry(Action done)
    {
        done();
        _errands.Keep(_book);
        _parts.Jobs.Show(_book.Open.Count(), _errands.UnderWay);
        if (!_book.Open.Any())
            Timers.Cancel(nameof(JobMessage.Tick));
        else if (!Timers.IsTimerActive(nameof(JobMessage.Tick)))
            Timers.StartPeriodicTimer(nameof(JobMessage.Tick), new JobMessage.Tick(), Beat);
    }

    private void Count(JobEvent happened)
    {
        if (happened is not JobEvent.ItemsEnded ended)
            return;
        foreach (var item in ended.Items)
            _parts.Meter.ItemEnded(item.Result);
    }

    private void Leave()
    {
        if (_leaving)
            return;
        _leaving = true;
        Timers.StartSingleTimer(nameof(JobMessage.LeavePatience), new JobMessage.LeavePatience(), _settings.LeaveLimit);
    }

    private void StopWhenDone()
    {
        if (_leaving && !_writing && _errands.UnderWay == 0 && _answers.Count == 0)
            Context.Stop(Self);
    }
}
