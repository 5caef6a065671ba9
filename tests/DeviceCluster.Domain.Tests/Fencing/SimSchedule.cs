using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>A random course of faults, then the healing of all of them.</summary>
internal sealed record SimSchedule(int Size, int Seed, SimFault[] Faults)
{
    private const int AfterLastFault = 30 * SimNetwork.TicksPerSecond;

    public SimWorld Run(FencePolicy policy, SimMutant? mutant = null)
    {
        var world = new SimWorld(Size, Seed, policy, mutant ?? new SimMutant());
        world.Run(10 * SimNetwork.TicksPerSecond);
        foreach (var fault in Faults)
        {
            world.Run(fault.Gap * SimNetwork.TicksPerSecond);
            fault.Begin(world);
        }

        world.Run(AfterLastFault);
        return world;
    }

    /// <summary>How long it took until every shard had a login; null when the limit passed.</summary>
    public static TimeSpan? Heal(SimWorld world, TimeSpan limit)
    {
        Heal(world);
        var begun = world.Network.Now;
        while (world.Network.Now - begun < limit && world.Violation is null)
        {
            world.Run(1);
            if (world.Dark == TimeSpan.Zero)
                return world.Network.Now - begun;
        }

        return null;
    }

    private static void Heal(SimWorld world)
    {
        for (var from = 0; from <= world.Size; from++)
        {
            for (var to = 0; to <= world.Size; to++)
                world.Network.Heal(from, to);
        }

        world.CalmDown();
        world.Network.Slowness = 1;
        world.Store.IsDown = false;
        world.Store.Thaw();
        foreach (var node in world.Nodes)
        {
            node.Resume();
            foreach (var shard in world.Shards)
                node.Want(shard);
        }
    }

    public override string ToString() => $"size {Size}, seed {Seed}: {string.Join("; ", Faults.AsEnumerable())}";
}
