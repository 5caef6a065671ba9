using System.Collections.Immutable;

namespace DeviceCluster.Domain.Fencing;

/// <summary>How what a node knows of those it refuses goes on with what it sees and is told.</summary>
internal static class RefusalRules
{
    // Nodes that were removed; each needs some hundred bytes, and each start of a node makes one.
    private const int RemovedKept = 64;

    /// <summary>One that was a member by now.</summary>
    public static ImmutableDictionary<string, Refusal> Follow(
        ImmutableDictionary<string, Refusal> refused, FenceMember before, ClusterSight sight, ImmutableArray<FenceMember> members, TimeSpan now)
    {
        var after = ClusterSight.Find(members, before.Node);
        refused.TryGetValue(before.Node, out var known);
        if (after is { Reachable: true, Counts: true })
            return known is { IsFinal: false } ? refused.Remove(before.Node) : refused;

        // Down when it was first seen: among whom it was counted is not known here.
        if (known is null && !before.Counts)
            return refused;

        var refusal = known ?? new Refusal(now);
        if (!refusal.IsFinal && after is not { Counts: true })
            refusal = refusal with { Among = sight.CountedBefore };
        if (after is null)
        {
            refusal = refusal with
            {
                Removed = new Removal(now, Agreed(before, sight, members), ImmutableDictionary<string, TimeSpan>.Empty),
                // One that was Up when it was last seen was downed between two looks.
                IsSettled = refusal.IsSettled || before.Standing == FenceStanding.Exiting,
            };
        }

        return refused.SetItem(before.Node, refusal);
    }

    /// <summary>A member told that it refuses a node. Before the removal was known here it could have thought better of it.</summary>
    public static ImmutableDictionary<string, Refusal> Tell(
        ImmutableDictionary<string, Refusal> refused, string from, TimeSpan asked, ToldRefusal told, TimeSpan now)
    {
        if (!refused.TryGetValue(told.Node, out var refusal) || refusal.Removed is not { } removal || asked < removal.At)
            return refused;
        var since = now - told.For;
        if (removal.Told.TryGetValue(from, out var known) && known <= since)
            return refused;
        return refused.SetItem(told.Node, refusal with { Removed = removal with { Told = removal.Told.SetItem(from, since) } });
    }

    /// <summary>Who is settled by now; of those the last ones are kept.</summary>
    public static ImmutableDictionary<string, Refusal> Settle(ImmutableDictionary<string, Refusal> refused, string self, bool allAreHere)
    {
        foreach (var (node, refusal) in refused)
        {
            if (refusal.IsUnsettled && (allAreHere || refusal.IsRefusedByMost(self)))
                refused = refused.SetItem(node, refusal with { IsSettled = true });
        }

        var gone = refused.Where(r => r.Value is { Removed: not null, IsSettled: true }).OrderBy(r => r.Value.Removed!.At).Select(r => r.Key).ToArray();
        return gone.Length <= RemovedKept ? refused : refused.RemoveRange(gone.Take(gone.Length - RemovedKept));
    }

    private static ImmutableHashSet<string> Agreed(FenceMember removed, ClusterSight sight, ImmutableArray<FenceMember> members)
    {
        // Who leaves in order is removed without being downed: then nobody was asked to agree.
        if (removed.Standing != FenceStanding.Down)
            return [];
        return
        [
            .. sight.Members.Where(m => IsAsked(m) && ClusterSight.Find(members, m.Node) is { } still && IsAsked(still)).Select(m => m.Node),
        ];
    }

    private static bool IsAsked(FenceMember member) => member is { Reachable: true, Standing: FenceStanding.Up or FenceStanding.Leaving };
}
