using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>
/// The table of the simulation. A statement that comes while the server is frozen is carried out when it thaws, however long its sender has given up;
/// one that comes while it is down gets an error. The server's clock jumps, and nothing asks it.
/// </summary>
internal sealed class SimStore(SimNetwork network, int shards)
{
    private readonly FenceRow[] _rows = [.. Enumerable.Range(0, shards).Select(s => new FenceRow($"{s}", null, 0, 0))];
    private readonly List<Action> _frozen = [];

    public bool IsDown { get; set; }

    public bool IsFrozen { get; private set; }

    public long WallClockSeconds { get; set; } = 1_790_000_000;

    public IReadOnlyList<FenceRow> Rows => _rows;

    public void Freeze() => IsFrozen = true;

    public void Thaw()
    {
        IsFrozen = false;
        foreach (var statement in _frozen.ToArray())
            network.In(network.Chance.Next(3), statement);
        _frozen.Clear();
    }

    /// <summary>Sends a statement and gives its result, or null for an error, to the sender, if ever it gets there.</summary>
    public void Run<T>(int from, Func<FenceRow[], T> statement, Action<T?> answer)
        where T : class =>
        network.Send(from, network.Database, () => Arrive(from, statement, answer));

    private void Arrive<T>(int from, Func<FenceRow[], T> statement, Action<T?> answer)
        where T : class
    {
        if (IsFrozen)
        {
            _frozen.Add(() => Arrive(from, statement, answer));
            return;
        }

        var result = IsDown ? null : statement(_rows);
        network.Send(network.Database, from, () => answer(result));
    }
}
