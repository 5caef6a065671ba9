using System.Globalization;

namespace DeviceCluster.Domain.Fencing;

/// <summary>
/// When a row may be taken: it is free; or its owner was removed from this cluster and is dumb by now; or its owner is elsewhere, this cluster holds
/// most of the nodes that there are, and its beat has stood still for longer than an owner without a beat keeps its sessions. The words of a wait count
/// no seconds: they change when the situation does.
/// </summary>
public static class TakeRule
{
    public static TakeVerdict Judge(RowWatch watch, ClusterSight sight, TimeSpan now)
    {
        if (!sight.HasMajority(now))
            return TakeVerdict.Wait("this node waits until a majority of its cluster vouches for it");
        if (watch.Row.Owner is not { } owner || owner == sight.Self)
            return TakeVerdict.Now;
        if (sight.IsMember(owner))
            return TakeVerdict.Wait($"{owner} has the shard and is a member of the cluster; it is waited until it gives it back, or is removed");
        if (IsDumb(owner, sight, now))
            return TakeVerdict.Now;

        // A removed owner too, where those who agreed to its removal are gone themselves.
        var policy = sight.Policy;
        var hasMost = sight.HasMost(now);
        if (hasMost && now - watch.Since >= policy.UnchangedFor)
            return TakeVerdict.Now;
        if (sight.Refused.ContainsKey(owner))
            return TakeVerdict.Wait(
                $"{owner} had the shard and was removed from the cluster; its sessions have ended when the others have refused it for "
                + Seconds(policy.RefusedFor));
        return TakeVerdict.Wait(hasMost
            ? $"{owner} has the shard and is no member of this cluster; its beat must stand still for {Seconds(policy.UnchangedFor)}"
            : $"{owner} has the shard and is no member of this cluster, which does not hold more than half of {sight.Size} nodes");
    }

    /// <summary>This incarnation was removed, and its watchdog has not been fed for long enough, for nobody could have vouched for it.</summary>
    public static bool IsDumb(string owner, ClusterSight sight, TimeSpan now)
    {
        if (!sight.Asked.Contains(owner) || !sight.Refused.TryGetValue(owner, out var refusal) || refusal.Removed is not { } removal)
            return false;

        var policy = sight.Policy;
        return Majority.Holds(refusal.Among, node => RefusedSince(node, sight, refusal, removal) is { } since && now - since >= policy.RefusedFor)
            || (now - removal.At >= policy.RemovedFor
                && Majority.Holds(refusal.Among, node => node == sight.Self || removal.Agreed.Contains(node)));
    }

    private static TimeSpan? RefusedSince(string node, ClusterSight sight, Refusal refusal, Removal removal)
    {
        if (node == sight.Self)
            return refusal.Since;
        return removal.Told.TryGetValue(node, out var since) ? since : null;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s");
}
