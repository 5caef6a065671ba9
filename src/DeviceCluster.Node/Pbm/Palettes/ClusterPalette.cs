using DeviceCluster.Actors;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The cluster's members, and this node's leaving.</summary>
internal sealed class ClusterPalette(ClusterGateway cluster, IHostApplicationLifetime lifetime) : IPalette
{
    public string Name => "cluster";

    public string Help => "the nodes";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command { Name = "show", Help = "all members as this node sees them" }, ShowAsync),
        new(new Command { Name = "leave", Help = "this node logs its devices out, leaves the cluster and ends" }, LeaveAsync),
    ];

    private async Task ShowAsync(CommandContext context)
    {
        await context.ColumnsAsync("address", "status", "roles", "reachable", "leader", "self");
        foreach (var member in cluster.Members())
            await context.RowAsync(
                member.Address, member.Status, string.Join(',', member.Roles),
                Shown.YesNo(member.Reachable), Shown.YesNo(member.Leader), Shown.YesNo(member.Self));
    }

    // The node's own end leaves the cluster in order; pbm is told before, because with it the connection goes.
    private async Task LeaveAsync(CommandContext context)
    {
        await context.TextAsync("the node logs its devices out, leaves the cluster and ends");
        context.AfterExit = lifetime.StopApplication;
    }
}
