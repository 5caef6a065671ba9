using System.Collections.Concurrent;
using Akka.Cluster;

namespace DeviceCluster.Actors.Clustering;

/// <summary>Since when this node has seen each member in its present status: Akka keeps no times. Thread-safe; who left is forgotten.</summary>
internal sealed class MemberTimes(TimeProvider time)
{
    private readonly ConcurrentDictionary<UniqueAddress, (MemberStatus Status, DateTimeOffset Since)> _seen = new();

    public DateTimeOffset? Since(Member member) =>
        _seen.TryGetValue(member.UniqueAddress, out var seen) && seen.Status == member.Status ? seen.Since : null;

    public void Saw(Member member)
    {
        if (member.Status == MemberStatus.Removed)
            _seen.TryRemove(member.UniqueAddress, out _);
        else
            _seen[member.UniqueAddress] = (member.Status, time.GetUtcNow());
    }
}
