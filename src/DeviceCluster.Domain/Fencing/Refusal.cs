using System.Collections.Immutable;

namespace DeviceCluster.Domain.Fencing;

/// <summary>A node that this one does not vouch for, and since when without a break: it is unreachable, downed, or removed.</summary>
internal sealed record Refusal(TimeSpan Since)
{
    /// <summary>Those that it was last counted among; known from the moment it was downed or removed, when it cannot come back.</summary>
    public ImmutableArray<FenceMember> Among { get; init; } = [];

    public bool IsFinal => !Among.IsEmpty;

    public Removal? Removed { get; init; }

    /// <summary>
    /// It is gone for good: it left in order; or most of those among whom it was counted refuse it; or all nodes that there are are here. A downing that
    /// most did not agree to settles nothing: those downed may be a majority together, and know nothing of it.
    /// </summary>
    public bool IsSettled { get; init; }

    public bool IsUnsettled => IsFinal && !IsSettled;

    public bool IsRefusedByMost(string self) =>
        Removed is { } removal && Majority.Holds(Among, node => node == self || removal.Agreed.Contains(node) || removal.Told.ContainsKey(node));
}

/// <summary>
/// When a node was removed. <paramref name="Agreed"/>: who had agreed to it by then (the cluster removes a downed node only after all that it can
/// reach have seen it downed). <paramref name="Told"/>: who has said since that it refuses it, and from when on at the latest.
/// </summary>
internal sealed record Removal(TimeSpan At, ImmutableHashSet<string> Agreed, ImmutableDictionary<string, TimeSpan> Told);

/// <summary>What a member tells of a node that it does not vouch for.</summary>
public sealed record ToldRefusal(string Node, TimeSpan For);
