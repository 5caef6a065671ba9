using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace DeviceCluster.Domain.Fencing;

/// <summary>
/// What a node has seen of the others, all in its own monotonic time: the members, who vouches for it, and whom it refuses. A node vouches for
/// members that it sees in the cluster and reachable; without the vouches of a majority a node's watchdog is not fed. So whoever knows that a
/// majority has refused a node for long enough knows that it is dumb.
/// </summary>
/// <param name="Self">This node.</param>
/// <param name="Size">How many nodes there are when all are there.</param>
/// <param name="Policy">The numbers.</param>
public sealed record ClusterSight(string Self, int Size, FencePolicy Policy)
{
    public ImmutableArray<FenceMember> Members { get; private init; } = [];

    /// <summary>The same for all who see the same members with a voice.</summary>
    public string View { get; private init; } = "";

    internal ImmutableDictionary<string, Refusal> Refused { get; private init; } = ImmutableDictionary<string, Refusal>.Empty;

    /// <summary>Of whom a majority is needed, in the order of their addresses: the members, and those downed that most did not agree to.</summary>
    private ImmutableArray<FenceMember> Counted { get; init; } = [];

    /// <summary>
    /// Who has asked this node for its vouch and saw the same members: what they need a majority of is known here. A node whose welcome was lost may be
    /// a member here and a cluster of its own there, and need nobody's vouch.
    /// </summary>
    internal ImmutableHashSet<string> Asked { get; private init; } = [];

    /// <summary>The most members at once: a <see cref="Size"/> that was set too small must not make a majority of a few.</summary>
    private int MostSeen { get; init; }

    private TimeSpan SeenAt { get; init; } = TimeSpan.MinValue / 2;

    private TimeSpan? AloneSince { get; init; }

    private ImmutableDictionary<string, TimeSpan> Vouched { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;

    /// <summary>The cluster's members as they are now.</summary>
    public ClusterSight See(ImmutableArray<FenceMember> members, TimeSpan now)
    {
        members = [.. members.Select(Heed)];
        if (members.AsSpan().SequenceEqual(Members.AsSpan()))
            return Look(now);

        var refused = Refused;
        foreach (var before in Members)
            refused = RefusalRules.Follow(refused, before, this, members, now);
        foreach (var fresh in members)
        {
            if (fresh is { Counts: true, Reachable: false } && Find(Members, fresh.Node) is null)
                refused = refused.SetItem(fresh.Node, new Refusal(now));
        }

        var most = Math.Max(MostSeen, members.Count(member => member.Counts));
        return (this with { Members = members, MostSeen = most, View = ViewOf(members) }).Refuse(refused, now).Look(now);
    }

    /// <summary>A member answered: it vouches for this node. <paramref name="sent"/>: when it was asked.</summary>
    public ClusterSight Hear(string from, TimeSpan sent, IEnumerable<ToldRefusal> refusals, TimeSpan now)
    {
        var refused = Refused;
        foreach (var told in refusals)
            refused = RefusalRules.Tell(refused, from, sent, told, now);

        var isLate = Vouched.TryGetValue(from, out var last) && last >= sent;
        var heard = isLate ? this : this with { Vouched = Vouched.RemoveRange(Vouched.Keys.Where(IsForgotten)).SetItem(from, sent) };
        return refused == Refused && !HasUnsettled ? heard : heard.Refuse(refused, now);
    }

    /// <summary>A node asks this one to vouch for it. <paramref name="view"/>: its own.</summary>
    public (ClusterSight Next, bool Vouches) Ask(string node, string view)
    {
        var agrees = view == View && Find(Members, node) is { HasVoice: true };
        var next = agrees && !Asked.Contains(node) ? this with { Asked = Asked.Add(node) } : this;
        return (next, Find(Members, node) is { HasVoice: true, Reachable: true });
    }

    /// <summary>What this node tells those it vouches for of those it does not vouch for.</summary>
    public ImmutableArray<ToldRefusal> Refusals(TimeSpan now) =>
        [.. Refused.Select(refused => new ToldRefusal(refused.Key, now - refused.Value.Since))];

    /// <summary>
    /// This node is in the cluster, and a majority of it vouches for it. Where nodes were downed that most did not agree to, also a majority of those
    /// among whom they were counted: who joined since has no voice in that.
    /// </summary>
    public bool HasMajority(TimeSpan now) =>
        now - SeenAt <= Policy.VouchFor
        && Find(Members, Self) is { HasVoice: true }
        && Majority.Holds(Counted, node => IsVoiceWithUs(node, now))
        && Refused.Values.All(r => !r.IsUnsettled || Majority.Holds(r.Among, node => IsVoiceWithUs(node, now)));

    /// <summary>
    /// A member that no majority has vouched for, for so long that its cluster should have downed it: the others have gone on without it, and only a
    /// new start brings it back to them.
    /// </summary>
    public bool IsStuck(TimeSpan now) => AloneSince is { } since && now - since >= Policy.StuckFor;

    /// <summary>More than half of all the nodes that there are are Up in this cluster and vouch for this one.</summary>
    public bool HasMost(TimeSpan now) => UpWithUs(now) * 2 > Math.Max(Size, MostSeen);

    /// <summary>Members that vouch for this node now, itself included, and how many are counted.</summary>
    public (int Voices, int Counted) Voices(TimeSpan now) =>
        (Members.Count(member => member.HasVoice && IsWithUs(member.Node, now)), Counted.Count(member => member.Counts));

    /// <summary>Nodes that were removed while this one looked on; the last ones.</summary>
    public IEnumerable<string> Removed => Refused.Where(refused => refused.Value.Removed is not null).Select(refused => refused.Key);

    /// <summary>Members that have asked this node for its vouch and saw the same members.</summary>
    public int Agreeing => Members.Count(member => Asked.Contains(member.Node));

    internal bool IsMember(string node) => Find(Members, node) is { Counts: true };

    internal ImmutableArray<FenceMember> CountedBefore => Counted;

    internal static FenceMember? Find(ImmutableArray<FenceMember> members, string node)
    {
        foreach (var member in members)
        {
            if (member.Node == node)
                return member;
        }

        return null;
    }

    private bool HasUnsettled => Refused.Values.Any(refusal => refusal.IsUnsettled);

    private ClusterSight Look(TimeSpan now)
    {
        var seen = this with { SeenAt = now };
        var isAlone = Find(Members, Self) is { HasVoice: true } && !seen.HasMajority(now);
        return seen with { AloneSince = isAlone ? AloneSince ?? now : null };
    }

    // One that leaves before it was Up has not been agreed to by the others: it goes on being one that joins.
    private FenceMember Heed(FenceMember member) =>
        member.Standing is FenceStanding.Leaving or FenceStanding.Exiting && Find(Members, member.Node) is null or { Standing: FenceStanding.Joining }
            ? member with { Standing = FenceStanding.Joining }
            : member;

    private static string ViewOf(ImmutableArray<FenceMember> members)
    {
        var voices = string.Join(',', members.Where(member => member.HasVoice).Select(member => member.Node).Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(voices)).AsSpan(0, 8));
    }

    private int UpWithUs(TimeSpan now) =>
        now - SeenAt <= Policy.VouchFor ? Members.Count(m => m.Standing == FenceStanding.Up && IsWithUs(m.Node, now)) : 0;

    private bool IsVoiceWithUs(string node, TimeSpan now) => IsWithUs(node, now) && Find(Members, node) is { HasVoice: true };

    private bool IsWithUs(string node, TimeSpan now) =>
        node == Self || (Vouched.TryGetValue(node, out var sent) && now - sent <= Policy.VouchFor);

    private bool IsForgotten(string node) => Find(Members, node) is null;

    private ClusterSight Refuse(ImmutableDictionary<string, Refusal> refused, TimeSpan now)
    {
        var settled = RefusalRules.Settle(refused, Self, allAreHere: UpWithUs(now) >= Math.Max(Size, MostSeen));
        var unsettled = settled.Where(r => r.Value.IsUnsettled).Select(r => new FenceMember(r.Key, FenceStanding.Up, Reachable: false));
        var counted = Members.Where(member => member.Counts).Concat(unsettled).ToArray();
        Array.Sort(counted, (left, right) => NodeName.Compare(left.Node, right.Node));
        var asked = Asked.All(IsKnown) ? Asked : Asked.Where(IsKnown).ToImmutableHashSet();
        return this with { Refused = settled, Counted = [.. counted], Asked = asked };

        bool IsKnown(string node) => settled.ContainsKey(node) || Find(Members, node) is not null;
    }
}
