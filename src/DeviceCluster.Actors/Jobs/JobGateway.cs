using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Hosting;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Mapping;

namespace DeviceCluster.Actors.Jobs;

/// <summary>
/// The door of the edges to the jobs. All it sends may be sent again, and is while the jobs move to another node; a refusal is a
/// <see cref="RefusedException"/>.
/// </summary>
public sealed class JobGateway
{
    /// <summary>Long enough for another node to take the jobs over from one that died.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    // The jobs may move between the parts and the start, and once more.
    private const int Preparations = 3;

    private readonly IReadOnlyActorRegistry _registry;
    private readonly NodeParts _parts;

    internal JobGateway(IReadOnlyActorRegistry registry, NodeParts parts) => (_registry, _parts) = (registry, parts);

    /// <summary>Starts a job, once under the key.</summary>
    /// <exception cref="RefusedException">It was not started.</exception>
    /// <exception cref="TimeoutException">No answer in time; whether it was started is not known. The same key settles it.</exception>
    public async Task<JobId> StartAsync(
        OrderKey key, JobWork work, IReadOnlyList<DeviceId> devices, int parallel, Origin by, CancellationToken stop)
    {
        DeviceId[][] parts = [.. devices.Chunk(JobLimits.DevicesInMessage)];
        var start = new JobCommand.Start(key, work, [.. parts.LastOrDefault() ?? []], parallel, by, Math.Max(0, parts.Length - 1));
        if (WireTypes.FaultOf(start) is { } fault)
            throw new RefusedException(new JobReply.Refused(RefusalCode.Invalid, $"the job cannot be started: {fault}", "correct what is named"));

        for (var preparation = 1; ; preparation++)
        {
            for (var part = 0; part < start.Parts; part++)
                await DoneAsync(new JobCommand.Prepare(key, part, [.. parts[part]]), stop);
            switch (await AskAsync(start, stop))
            {
                case JobReply.Started started:
                    return started.Job;
                case JobReply.Refused { Code: RefusalCode.Busy } when start.Parts > 0 && preparation < Preparations:
                    break;
                case var reply:
                    throw No(reply);
            }
        }
    }

    /// <exception cref="RefusedException">It was not cancelled.</exception>
    /// <exception cref="TimeoutException">No answer in time.</exception>
    public Task CancelAsync(JobId job, Origin by, CancellationToken stop) => DoneAsync(new JobCommand.Cancel(job, by), stop);

    /// <summary>The newest jobs, the newest first.</summary>
    /// <exception cref="RefusedException">They cannot be told now.</exception>
    /// <exception cref="TimeoutException">No answer in time.</exception>
    public async Task<IReadOnlyList<JobSummary>> ListAsync(int limit, CancellationToken stop)
    {
        var jobs = new List<JobSummary>();
        JobId? before = null;
        do
        {
            var reply = await AskAsync(new JobQuery.List(before, Math.Min(limit - jobs.Count, JobQuery.List.MaxLimit)), stop);
            var page = reply as JobReply.Jobs ?? throw No(reply);
            jobs.AddRange(page.All);
            before = page.Next;
        }
        while (before is not null && jobs.Count < limit);
        return jobs;
    }

    /// <summary>A job, and its results from this one on, counted from 0.</summary>
    /// <exception cref="RefusedException">There is none, or it cannot be told now.</exception>
    /// <exception cref="TimeoutException">No answer in time.</exception>
    public async Task<JobReply.Page> GetAsync(JobId job, int from, CancellationToken stop) =>
        await AskAsync(new JobQuery.GetJob(job, from), stop) switch
        {
            JobReply.Page page => page,
            var reply => throw No(reply),
        };

    /// <summary>
    /// How the job stands, with the results since, until it has ended; also over a move of the jobs to another node, and a short outage of the storage.
    /// </summary>
    /// <exception cref="RefusedException">There is none, or it cannot be told now.</exception>
    /// <exception cref="TimeoutException">No answer in time; the job goes on.</exception>
    public async IAsyncEnumerable<JobReply.Page> WatchAsync(JobId job, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var from = 0; ;)
        {
            var page = await AwaitAsync(job, from, stop);
            yield return page;
            from = page.Next;
            if (!page.Items.IsEmpty && from < page.Job.Tally.All)
                continue;
            if (page.Job.Phase == JobPhase.Ended)
                yield break;
            await Task.Delay(Pause, _parts.Time, stop);
        }
    }

    /// <summary>The job goes on after an outage of the storage, and who watches it should see that.</summary>
    private async Task<JobReply.Page> AwaitAsync(JobId job, int from, CancellationToken stop)
    {
        for (var began = _parts.Time.GetTimestamp(); ;)
        {
            try
            {
                return await GetAsync(job, from, stop);
            }
            catch (RefusedException e) when (e.Refusal.Code == RefusalCode.StorageUnavailable && _parts.Time.GetElapsedTime(began) < Limit)
            {
                await Task.Delay(Pause, _parts.Time, stop);
            }
        }
    }

    private async Task DoneAsync(JobCommand command, CancellationToken stop)
    {
        if (await AskAsync(command, stop) is var reply and not JobReply.Done)
            throw No(reply);
    }

    private async Task<JobReply> AskAsync(object message, CancellationToken stop)
    {
        var office = await _registry.GetAsync<JobOffice>(stop);
        var began = _parts.Time.GetTimestamp();
        while (true)
        {
            var reply = await OnceAsync(office, message, stop);
            if (reply is not (null or JobReply.Refused { Code: RefusalCode.Moving }))
                return reply;
            if (_parts.Time.GetElapsedTime(began) >= Limit)
                return reply ?? throw new TimeoutException($"nobody who keeps the jobs gave an answer within {Limit.TotalSeconds:0} s");
            await Task.Delay(Pause, _parts.Time, stop);
        }
    }

    private static async Task<JobReply?> OnceAsync(IActorRef office, object message, CancellationToken stop)
    {
        try
        {
            return await office.Ask<JobReply>(message, Patience, stop);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static Exception No(JobReply reply) => reply is IRefusal refusal
        ? new RefusedException(refusal)
        : new InvalidOperationException($"{reply.GetType().Name} is no answer to this");
}
