using System.Collections.Immutable;
using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>
/// What a process knows of its cluster, after Akka: standings that only rise, who sees whom unreachable, and what each peer was last heard to know.
/// </summary>
internal sealed class SimGossip(SimNode self)
{
    private const int Removed = 9;

    private readonly Dictionary<SimNode, int> _standing = new() { [self] = (int)FenceStanding.Joining };
    private readonly Dictionary<(SimNode Observer, SimNode Subject), (bool Unreachable, int Version)> _records = [];
    private readonly Dictionary<SimNode, Dictionary<SimNode, int>> _heard = [];
    private readonly Dictionary<SimNode, int> _answered = [];
    private SimNode[]? _present;

    /// <summary>In the order of their addresses.</summary>
    public SimNode[] Present => _present ??=
        [.. _standing.Where(s => s.Value < Removed).Select(s => s.Key).OrderBy(node => node.Place).ThenBy(node => node.Incarnation)];

    public bool Knows(SimNode node) => _standing.TryGetValue(node, out var standing) && standing < Removed;

    public FenceStanding? Of(SimNode node) => Knows(node) ? (FenceStanding)_standing[node] : null;

    public bool HasVoice(SimNode node) => Of(node) is FenceStanding.Up or FenceStanding.Leaving or FenceStanding.Exiting;

    public bool IsUnreachable(SimNode node)
    {
        if (node == self)
            return false;
        foreach (var (pair, record) in _records)
        {
            if (record.Unreachable && pair.Subject == node && Knows(pair.Observer))
                return true;
        }

        return false;
    }

    public ImmutableArray<FenceMember> Members() =>
        [.. Present.Select(node => new FenceMember(node.Name, (FenceStanding)_standing[node], !IsUnreachable(node)))];

    /// <summary>Changes whenever a decision about the unreachable would have to wait anew.</summary>
    public int Picture()
    {
        var picture = new HashCode();
        foreach (var node in Present)
            picture.Add((node.Place, node.Incarnation, _standing[node]));
        foreach (var (pair, record) in _records.OrderBy(r => r.Key.Observer.Incarnation).ThenBy(r => r.Key.Subject.Incarnation))
        {
            if (record.Unreachable && Knows(pair.Observer) && Knows(pair.Subject))
                picture.Add((pair.Observer.Incarnation, pair.Subject.Incarnation));
        }

        return picture.ToHashCode();
    }

    public void Raise(SimNode node, FenceStanding standing) => Raise(node, (int)standing);

    public void Remove(SimNode node) => Raise(node, Removed);

    public void Answered(SimNode peer, int tick) => _answered[peer] = tick;

    /// <summary>The failure detector: who has not answered for so many ticks is unreachable from here.</summary>
    public void Detect(int tick, int patience)
    {
        foreach (var peer in Present.Where(p => p != self))
        {
            var silent = tick - _answered.GetValueOrDefault(peer, tick) > patience;
            _answered.TryAdd(peer, tick);
            var known = _records.GetValueOrDefault((self, peer));
            if (known.Unreachable != silent)
                _records[(self, peer)] = (silent, known.Version + 1);
        }
    }

    public SimGossip Copy()
    {
        var copy = new SimGossip(self);
        foreach (var (node, standing) in _standing)
            copy.Raise(node, standing);
        foreach (var (pair, record) in _records)
            copy._records[pair] = record;
        return copy;
    }

    /// <summary>Takes in what a peer sent; gossip of one that is removed, or that knows nothing of this process, is not for us.</summary>
    public void Merge(SimNode from, SimGossip gossip)
    {
        if (!Knows(from) || !gossip._standing.ContainsKey(self))
            return;
        foreach (var (node, standing) in gossip._standing)
            Raise(node, standing);
        foreach (var (pair, record) in gossip._records)
        {
            if (pair.Observer != self && record.Version > _records.GetValueOrDefault(pair).Version)
                _records[pair] = record;
        }

        _heard[from] = new(gossip._standing);
    }

    /// <summary>Nobody that is needed for agreement is unreachable, and each of them is known to know that much of the node.</summary>
    public bool IsAgreed(SimNode node, FenceStanding standing) => Present
        .Where(peer => peer != self && peer != node && _standing[peer] is (int)FenceStanding.Up or (int)FenceStanding.Leaving)
        .All(peer => !IsUnreachable(peer) && _heard.TryGetValue(peer, out var known) && known.GetValueOrDefault(node, -1) >= (int)standing);

    /// <summary>Those that are seen unreachable and see others unreachable: a broken wire, not a broken node.</summary>
    public HashSet<SimNode> Indirect()
    {
        var unreachable = _records.Where(r => r.Value.Unreachable && Knows(r.Key.Observer) && Knows(r.Key.Subject)).Select(r => r.Key).ToArray();
        return [.. unreachable.Select(r => r.Observer).Intersect(unreachable.Select(r => r.Subject))];
    }

    private void Raise(SimNode node, int standing)
    {
        if (standing <= _standing.GetValueOrDefault(node, -1))
            return;
        _standing[node] = standing;
        _present = null;
    }
}
