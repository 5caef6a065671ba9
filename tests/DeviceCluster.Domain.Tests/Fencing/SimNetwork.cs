namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>
/// Time, chance and the wires of the simulation. Each direction of each wire can be cut; what is sent into a cut is lost, or comes when it is healed, as
/// TCP does it. The last place is the database's.
/// </summary>
internal sealed class SimNetwork(int nodes, int seed)
{
    public const int TicksPerSecond = 4;

    private readonly PriorityQueue<Action, (int Tick, int Order)> _due = new();
    private readonly List<(int From, int To, Action Deliver)> _held = [];
    private readonly bool[,] _cut = new bool[nodes + 1, nodes + 1];
    private int _order;

    public Random Chance { get; } = new(seed);

    public int Database { get; } = nodes;

    public int Tick { get; private set; }

    public TimeSpan Now => TimeSpan.FromSeconds((double)Tick / TicksPerSecond);

    /// <summary>Messages take up to so many ticks.</summary>
    public int Slowness { get; set; } = 1;

    public void Cut(int from, int to) => _cut[from, to] = true;

    public void Heal(int from, int to)
    {
        _cut[from, to] = false;
        foreach (var held in _held.Where(h => h.From == from && h.To == to).ToArray())
        {
            _held.Remove(held);
            In(1, held.Deliver);
        }
    }

    public bool IsOpen(int from, int to) => !_cut[from, to];

    public void Send(int from, int to, Action deliver)
    {
        if (!_cut[from, to])
            In(Chance.Next(Slowness + 1), deliver);
        else if (Chance.Next(2) == 0)
            _held.Add((from, to, deliver));
    }

    public void In(int ticks, Action what) => _due.Enqueue(what, (Tick + ticks, _order++));

    public void Advance()
    {
        while (_due.TryPeek(out _, out var when) && when.Tick <= Tick)
            _due.Dequeue()();
        Tick++;
    }
}
