using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>Nodes, a table, wires and faults; whatever happens, two processes never speak to devices of one shard.</summary>
internal sealed class SimWorld
{
    private readonly SimNode[] _nodes;
    private readonly int[] _restartsAt;
    private readonly int[] _dark;
    private int _incarnations;
    private int _trips;

    public SimWorld(int size, int seed, FencePolicy policy, SimMutant mutant)
    {
        (Size, Policy, Mutant) = (size, policy, mutant);
        LeastMembers = seed % 2 == 0 ? (size / 2) + 1 : 1;
        Network = new SimNetwork(size, seed);
        Store = new SimStore(Network, Shards.Length);
        _nodes = [.. Enumerable.Range(0, size).Select(Born)];
        _restartsAt = new int[size];
        _dark = new int[Shards.Length];
        foreach (var node in _nodes)
        {
            foreach (var other in _nodes)
                node.Cluster.Gossip.Raise(other, FenceStanding.Up);
        }
    }

    public int Size { get; }

    /// <summary>
    /// So many must be there before anybody becomes Up. In half of the worlds a majority, as nodes are configured; in the others one, which makes clusters
    /// side by side: two of those may never have most of the nodes, but never do they have one device.
    /// </summary>
    public int LeastMembers { get; }

    public FencePolicy Policy { get; }

    public SimMutant Mutant { get; }

    public SimNetwork Network { get; }

    public SimStore Store { get; }

    public string[] Shards { get; } = ["0", "1"];

    public IReadOnlyList<SimNode> Nodes => _nodes;

    public IEnumerable<SimNode> Running => _nodes.Where(node => node.IsAlive);

    /// <summary>No more faults: whoever is dead starts within seconds.</summary>
    public bool IsCalm { get; private set; }

    public string? Violation { get; private set; }

    public int Lost { get; set; }

    public int TakenFree { get; private set; }

    public int TakenOfRemoved { get; private set; }

    public int TakenOfForeign { get; private set; }

    public int Trips => _trips + _nodes.Sum(node => node.Latch.Trips);

    /// <summary>The longest that a shard is without a login by now.</summary>
    public TimeSpan Dark => TimeSpan.FromSeconds((double)_dark.Max() / SimNetwork.TicksPerSecond);

    public void CalmDown()
    {
        IsCalm = true;
        for (var place = 0; place < Size; place++)
            _restartsAt[place] = Math.Min(_restartsAt[place], Network.Tick + (10 * SimNetwork.TicksPerSecond));
    }

    public void Tell(SimNode from, SimNode to, Action message) => Network.Send(from.Place, to.Place, () => to.Receive(message));

    public void Count(string? owner, SimNode by)
    {
        if (owner is null)
            TakenFree++;
        else if (TakeRule.IsDumb(owner, by.Sight, by.Now))
            TakenOfRemoved++;
        else if (owner != by.Name)
            TakenOfForeign++;
    }

    public void Run(int ticks)
    {
        for (var i = 0; i < ticks && Violation is null; i++)
            Step();
    }

    private void Step()
    {
        Network.Advance();
        foreach (var node in _nodes)
            node.Pass();
        foreach (var node in _nodes)
            node.Step();
        for (var place = 0; place < Size; place++)
            Restart(place);
        for (var s = 0; s < Shards.Length; s++)
            Check(s);
    }

    private void Restart(int place)
    {
        if (_nodes[place].IsAlive)
            _restartsAt[place] = Network.Tick + (Network.Chance.Next(4, IsCalm ? 10 : 60) * SimNetwork.TicksPerSecond);
        else if (_restartsAt[place] <= Network.Tick)
        {
            _trips += _nodes[place].Latch.Trips;
            _nodes[place] = Born(place);
        }
    }

    private SimNode Born(int place) => new(this, place, ++_incarnations);

    private void Check(int s)
    {
        var speaking = _nodes.Where(node => node.Speaks(Shards[s])).ToArray();
        _dark[s] = speaking.Length == 0 ? _dark[s] + 1 : 0;
        if (speaking.Length > 1)
        {
            var names = string.Join(" and ", speaking.Select(node => node.Name));
            Violation = $"at {Network.Now.TotalSeconds:0.00} s shard {Shards[s]} has logins of {names}; the row is {Store.Rows[s]}";
        }
    }
}
