using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Actors.Jobs;

/// <summary>Devices of jobs that are about to be started, where one message does not hold them. In memory: who starts sends them again when they are gone.</summary>
internal sealed class JobDrafts(TimeProvider time)
{
    public const int Capacity = 8;
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<OrderKey, Draft> _drafts = [];

    public JobReply Put(JobCommand.Prepare part)
    {
        foreach (var (key, _) in _drafts.Where(draft => time.GetElapsedTime(draft.Value.Since) >= Patience))
            _drafts.Remove(key);
        if (!_drafts.TryGetValue(part.Key, out var draft))
        {
            if (_drafts.Count >= Capacity)
                return JobRefusals.ManyPrepared;
            _drafts[part.Key] = draft = new(time.GetTimestamp(), []);
        }

        if (part.Part < JobLimits.Devices / JobLimits.DevicesInMessage)
            draft.Parts[part.Part] = part.Devices;
        return new JobReply.Done();
    }

    /// <summary>All devices of the start, once; null when a part of them is missing.</summary>
    public ImmutableArray<DeviceId>? Take(JobCommand.Start start)
    {
        if (start.Parts == 0)
            return start.Devices;
        if (!_drafts.TryGetValue(start.Key, out var draft) || draft.Parts.Count != start.Parts)
            return null;
        _drafts.Remove(start.Key);
        return [.. draft.Parts.OrderBy(part => part.Key).SelectMany(part => part.Value), .. start.Devices];
    }

    private sealed record Draft(long Since, Dictionary<int, ImmutableArray<DeviceId>> Parts);
}
