namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>One fault: <paramref name="Gap"/> seconds after the one before, for <paramref name="Length"/> seconds.</summary>
internal sealed record SimFault(int Gap, SimFaultKind Kind, int First, int Second, int Length)
{
    public void Begin(SimWorld world)
    {
        var network = world.Network;
        int a = First % world.Size, b = Second % world.Size, db = network.Database;
        switch (Kind)
        {
            case SimFaultKind.OneWay:
                CutFor(network, (a, b));
                break;
            case SimFaultKind.Wire:
                CutFor(network, (a, b), (b, a));
                break;
            case SimFaultKind.Isolation:
                CutFor(network, [.. Others(world, a).SelectMany(o => new[] { (a, o), (o, a) })]);
                break;
            case SimFaultKind.IsolationWithDatabase:
                CutFor(network, [.. Others(world, a).Append(db).SelectMany(o => new[] { (a, o), (o, a) })]);
                break;
            case SimFaultKind.CutAndDowned:
                CutFor(network, [.. Others(world, a).Append(db).SelectMany(o => new[] { (a, o), (o, a) })]);
                world.Nodes[Others(world, a).First()].Cluster.Down(world.Nodes[a]);
                break;
            case SimFaultKind.NoDatabase:
                CutFor(network, (a, db), (db, a));
                break;
            case SimFaultKind.NoAnswerOfDatabase:
                CutFor(network, (db, a));
                break;
            case SimFaultKind.Pause:
                world.Nodes[a].Pause(Length * SimNetwork.TicksPerSecond);
                break;
            case SimFaultKind.Kill:
                world.Nodes[a].Kill();
                break;
            case SimFaultKind.KillMost:
                foreach (var other in Others(world, a))
                    world.Nodes[other].Kill();
                break;
            case SimFaultKind.KillAll:
                foreach (var node in world.Nodes)
                    node.Kill();
                break;
            case SimFaultKind.Stop:
                world.Nodes[a].Stop();
                break;
            case SimFaultKind.Freeze:
                world.Store.Freeze();
                After(network, world.Store.Thaw);
                break;
            case SimFaultKind.Outage:
                world.Store.IsDown = true;
                After(network, () => world.Store.IsDown = false);
                break;
            case SimFaultKind.ClockJump:
                world.Store.WallClockSeconds += (Second - 5) * 3_600;
                break;
            case SimFaultKind.Slow:
                network.Slowness = 1 + (Second % 8);
                After(network, () => network.Slowness = 1);
                break;
            case SimFaultKind.HandOver:
                var shard = world.Shards[Second % world.Shards.Length];
                var giving = world.Nodes[a];
                giving.Unwant(shard);
                After(network, () => giving.Want(shard));
                break;
        }
    }

    public override string ToString() => $"+{Gap} s {Kind} {First},{Second} for {Length} s";

    private static IEnumerable<int> Others(SimWorld world, int place) => Enumerable.Range(0, world.Size).Where(other => other != place);

    private void CutFor(SimNetwork network, params (int From, int To)[] wires)
    {
        foreach (var (from, to) in wires.Where(wire => wire.From != wire.To))
            network.Cut(from, to);
        After(network, () =>
        {
            foreach (var (from, to) in wires)
                network.Heal(from, to);
        });
    }

    private void After(SimNetwork network, Action heal) => network.In(Length * SimNetwork.TicksPerSecond, heal);
}

/// <summary>What can go wrong.</summary>
internal enum SimFaultKind
{
    OneWay,
    Wire,
    Isolation,
    IsolationWithDatabase,

    /// <summary>An operator downs it as soon as it is cut off; his node may be another cluster's, and then that is nothing.</summary>
    CutAndDowned,
    NoDatabase,
    NoAnswerOfDatabase,
    Pause,
    Kill,
    KillMost,
    KillAll,
    Stop,
    Freeze,
    Outage,
    ClockJump,
    Slow,
    HandOver,
}
