using DeviceCluster.Actors;
using DeviceCluster.Actors.Clustering;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>How the devices are spread over the nodes.</summary>
internal sealed class ClusterShardingPalette(ShardingGateway sharding, ClusterGateway cluster) : IPalette
{
    private const string Type = "device";

    public string Name => "cluster-sharding";

    public string Help => "where devices live";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command { Name = "list", Help = "the nodes that are given shards, by type" }, ListAsync),
        new(new Command { Name = "stats", Help = "shards and running entities of each node" }, StatsAsync),
        new(new Command
        {
            Name = "find",
            Help = "the shard and the node of a device, and whether its entity runs",
            Switches = { Switches.Device() },
            Examples = { "cluster-sharding find gate" },
        }, FindAsync),
    ];

    private async Task ListAsync(CommandContext context)
    {
        var regions = await sharding.RegionsAsync(context.Stop);
        await context.ColumnsAsync("type", "region", "registered", "self");
        foreach (var address in regions.Union(cluster.Members().Where(m => m.Roles.Contains(Type)).Select(m => m.Address)).Order(StringComparer.Ordinal))
            await context.RowAsync(Type, address, Shown.YesNo(regions.Contains(address)), Shown.YesNo(address == cluster.SelfAddress));
    }

    private async Task StatsAsync(CommandContext context)
    {
        var nodes = await sharding.NodesAsync(context.Stop);
        await context.ColumnsAsync("type", "region", "shards", "entities", "answered");
        foreach (var node in nodes.OrderBy(n => n.Address, StringComparer.Ordinal))
            await context.RowAsync(
                Type, node.Address, Shown.Number(node.Entities?.Count), Shown.Number(node.Entities?.Values.Sum()), Shown.YesNo(node.Entities is not null));
    }

    private async Task FindAsync(CommandContext context)
    {
        var home = await sharding.FindAsync(context.Device(), context.Stop);
        await context.ColumnsAsync("device", "shard", "node", "running", "silent");
        await context.RowAsync(home.Device.Value, home.Shard, home.Node, Shown.YesNo(home.IsRunning), string.Join(',', home.Silent));
    }
}
