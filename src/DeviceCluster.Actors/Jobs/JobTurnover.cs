using System.Collections.Immutable;
using Akka.Actor;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Jobs;

namespace DeviceCluster.Actors.Jobs;

/// <summary>What goes into one write of the journal: each decision sees the ones before it, and nobody is answered before all are written.</summary>
internal sealed class JobTurnover(JobBook book, NodeParts parts, JobDrafts drafts)
{
    private readonly DateTimeOffset _now = parts.Now;
    private readonly ImmutableArray<JobEvent>.Builder _events = ImmutableArray.CreateBuilder<JobEvent>();
    private readonly List<Action> _answers = [];
    private JobBook _book = book;

    public ImmutableArray<JobEvent> Events => _events.ToImmutable();

    /// <summary>What is to be sent when it is written.</summary>
    public IEnumerable<(JobId Job, DeviceId Device)> Begun =>
        _events.OfType<JobEvent.ItemsBegun>().SelectMany(e => e.Devices.Select(device => (e.Job, device)));

    public void Decide(JobCommand command, IActorRef sender)
    {
        var decision = command switch
        {
            JobCommand.Start start => Decide(start),
            JobCommand.Cancel cancel => _book.Decide(cancel, _now),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not decided here"),
        };
        Add(decision.Events);
        _answers.Add(() =>
        {
            WriteDown(command, decision);
            sender.Tell(decision.Reply);
        });
    }

    public void End(IEnumerable<(JobId Job, JobItem Item)> answers) => Add(_book.End(answers, _now));

    /// <summary>How many items begin.</summary>
    public int Begin(int most)
    {
        Add(_book.Begin(most, _now));
        return Begun.Count();
    }

    /// <summary>All is written.</summary>
    public void Answer() => _answers.ForEach(answer => answer());

    private JobDecision Decide(JobCommand.Start start)
    {
        // Of one that was sent before the parts are gone, and not needed.
        var devices = _book.Find(start.Key) is null ? drafts.Take(start) : [];
        return devices is { } all
            ? _book.Decide(start, all, parts.Vault.Seal(start.Key, start.Work), parts.Vault.Digest(start.Work.Nameless()), _now)
            : JobDecision.Of(JobRefusals.NotPrepared(start.Parts));
    }

    private void Add(ImmutableArray<JobEvent> events)
    {
        _events.AddRange(events);
        _book = _book.Apply(events);
    }

    // What was sent again was written down the first time.
    private void WriteDown(JobCommand command, JobDecision decision)
    {
        var refusal = decision.Reply as IRefusal;
        if (decision.Events.IsEmpty && refusal is null)
            return;
        var (by, words) = (command, decision.Events.FirstOrDefault()) switch
        {
            (JobCommand.Start start, JobEvent.Started e) => (
                start.By, $"job {e.Job}: {e.Words} at {e.Devices.Length} devices, {e.Parallel} at once"),
            (JobCommand.Start start, _) => (start.By, $"a job: {start.Work.Words}"),
            (JobCommand.Cancel cancel, _) => (cancel.By, $"cancel job {cancel.Job}"),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not written down"),
        };
        parts.Storage.Audit.Record(null, by, words, refusal);
    }
}
