using Akka.Actor;
using Akka.Event;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Jobs;

namespace DeviceCluster.Actors.Jobs;

/// <summary>The orders of jobs that are under way. Each comes back to the keeper once, unless the keeper ends before.</summary>
internal sealed class JobErrands : IDisposable
{
    private readonly NodeParts _parts;
    private readonly IActorRef _keeper;
    private readonly ILoggingAdapter _log;
    private readonly JobSender _sender;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _ending;
    private readonly Dictionary<JobId, JobWork> _works = [];

    private JobErrands(NodeParts parts, IActorRef keeper, ILoggingAdapter log)
    {
        (_parts, _keeper, _log, _ending) = (parts, keeper, log, _stop.Token);
        _sender = new JobSender(AskAsync, parts.Settings.Jobs, parts.Time);
    }

    /// <summary>Sent and not back.</summary>
    public int UnderWay { get; private set; }

    public static JobErrands Of(NodeParts parts, IActorRef keeper, ILoggingAdapter log) => new(parts, keeper, log);

    public void Returned() => UnderWay--;

    public void Send(JobState job, DeviceId device)
    {
        UnderWay++;
        SendAsync(job, device).PipeTo(_keeper);
    }

    /// <summary>Forgets what jobs did that have ended.</summary>
    public void Keep(JobBook book)
    {
        foreach (var (id, _) in _works.Where(work => book.Find(work.Key) is null or { IsEnded: true }))
            _works.Remove(id);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<JobMessage.Answered> SendAsync(JobState job, DeviceId device)
    {
        try
        {
            return new(job.Id, await _sender.SendAsync(WorkOf(job), JobItemKey.Of(job.Key, device), device, job.By, _ending).ConfigureAwait(false));
        }
        catch (KeyException e)
        {
            return new(job.Id, new JobItem(device, JobResult.Refused, RefusalCode.Invalid, JobText.Fit(e.Message, JobLimits.Reason)));
        }
        catch (Exception e) when (!_ending.IsCancellationRequested)
        {
            _log.Error(e, "The order of job {Job} to device {Device} failed", job.Id, device);
            return new(job.Id, new JobItem(device, JobResult.Unknown, RefusalCode.NoAnswer, JobText.Fit($"not known: {e.Message}", JobLimits.Reason)));
        }
    }

    private JobWork WorkOf(JobState job)
    {
        if (!_works.TryGetValue(job.Id, out var work))
            _works[job.Id] = work = _parts.Vault.Open(job.Key, job.Work ?? throw new InvalidOperationException($"job {job.Id} has ended"));
        return work;
    }

    // On a node that ends, the region takes nothing any more.
    private Task<object> AskAsync(IForDevice message, TimeSpan patience, CancellationToken stop) => _parts.IsEnding
        ? Task.FromResult<object>(Refusals.Moving(message.Device))
        : _parts.Region.Ask<object>(message, patience, stop);
}
