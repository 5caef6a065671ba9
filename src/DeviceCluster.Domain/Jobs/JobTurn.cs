using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;

namespace DeviceCluster.Domain.Jobs;

/// <summary>What one job begins in one go: the first of its devices that nobody tells anything now.</summary>
internal sealed class JobTurn(JobState job, ImmutableHashSet<DeviceId>.Builder busy)
{
    private readonly ImmutableArray<DeviceId>.Builder _taken = ImmutableArray.CreateBuilder<DeviceId>();
    private ImmutableList<DeviceId>.Enumerator _waiting = job.Waiting.GetEnumerator();

    public JobId Job => job.Id;

    public ImmutableArray<DeviceId> Taken => _taken.ToImmutable();

    /// <summary>False when it can begin no more.</summary>
    public bool Take()
    {
        while (_taken.Count < job.Room && _waiting.MoveNext())
        {
            if (!busy.Add(_waiting.Current))
                continue;
            _taken.Add(_waiting.Current);
            return true;
        }

        return false;
    }
}
