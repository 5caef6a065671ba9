using System.Net;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The cluster's members: who they are, and how one joins, leaves or is taken out.</summary>
internal sealed class ClusterPalette(ClusterGateway cluster, IHostApplicationLifetime lifetime, TimeProvider time) : IPalette
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    public string Name => "cluster";

    public string Help => "the nodes";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command { Name = "show", Help = "all members as this node sees them" }, ShowAsync),
        new(new Command
        {
            Name = "leave",
            Help = "a node hands its devices over, leaves the cluster and ends: this one, or the one named",
            Switches = { Address("the member, host:port; without it this node", required: false) },
            Examples = { "cluster leave", "cluster leave node-2:4053" },
        }, LeaveAsync)
        { Limit = TimeSpan.FromMinutes(2) },
        new(new Command
        {
            Name = "join",
            Help = "this node joins a cluster by one of its members; only while it is in none",
            Switches = { Address("a member of the cluster, host:port") },
            Examples = { "cluster join node-1:4053" },
        }, JoinAsync),
        new(new Command
        {
            Name = "down",
            Help = "takes a member out that is lost, without asking it; its devices are taken over",
            Switches = { Address("the member, host:port"), new Switch { Name = "yes", Help = "the member is lost: its sessions may end, and its process does" } },
            Examples = { "cluster down node-2:4053 -yes" },
        }, DownAsync)
        { Limit = TimeSpan.FromMinutes(2) },
    ];

    private async Task ShowAsync(CommandContext context)
    {
        await context.ColumnsAsync("address", "status", "roles", "reachable", "leader", "self", "version", "uid", "since");
        foreach (var member in cluster.Members())
            await context.RowAsync(
                member.Address, member.Status, string.Join(',', member.Roles),
                Shown.YesNo(member.Reachable), Shown.YesNo(member.Leader), Shown.YesNo(member.Self),
                member.Version, Shown.Number(member.Uid), Shown.Time(member.Since));
    }

    // The node's own end leaves the cluster in order; pbm is told before, because with it the connection goes.
    private async Task LeaveAsync(CommandContext context)
    {
        if (context.Text("address") is null || Find(context) is { Self: true })
        {
            cluster.NoteLeaving(context.Origin());
            await context.TextAsync("the node logs its devices out, leaves the cluster and ends");
            context.AfterExit = lifetime.StopApplication;
            return;
        }
        var member = Find(context);
        cluster.Leave(member, context.Origin());
        await UntilGoneAsync(member, context.Stop);
        await context.TextAsync($"{member.Address} has left the cluster");
    }

    private async Task JoinAsync(CommandContext context)
    {
        var address = HostAndPort(context.Needed("address"));
        if (cluster.Members().FirstOrDefault(m => m.Self) is { } self)
            throw CommandFailure.Refused(
                RefusalCode.Invalid, $"this node is {self.Status} in a cluster of {cluster.Members().Count}",
                "a node joins once in its life: set DeviceCluster:Cluster:Seeds and start it again");
        cluster.Join(address, context.Origin());
        while (cluster.Members().FirstOrDefault(m => m.Self) is not { Status: "Up" })
            await Task.Delay(LookAgain, time, context.Stop);
        await context.TextAsync($"this node is Up in a cluster of {cluster.Members().Count}");
    }

    private async Task DownAsync(CommandContext context)
    {
        var member = Find(context);
        if (context.Text("yes") is null)
            throw CommandFailure.Usage(
                $"down takes {member.Address} out as lost: if it lives, its sessions end and its process, too",
                $"cluster leave {context.Needed("address")} asks it in order; to take it out: cluster down {context.Needed("address")} -yes");
        cluster.Down(member, context.Origin());
        await UntilGoneAsync(member, context.Stop);
        await context.TextAsync($"{member.Address} has been taken out of the cluster");
    }

    private async Task UntilGoneAsync(ClusterMember member, CancellationToken stop)
    {
        while (cluster.Members().Any(m => m.Address == member.Address && m.Uid == member.Uid))
            await Task.Delay(LookAgain, time, stop);
    }

    /// <summary>By its whole address, as it is shown, or by host:port.</summary>
    private ClusterMember Find(CommandContext context)
    {
        var address = context.Needed("address");
        var members = cluster.Members();
        return members.FirstOrDefault(m => m.Address == address || m.Address.EndsWith($"@{address}", StringComparison.OrdinalIgnoreCase))
            ?? throw CommandFailure.Refused(
                RefusalCode.Invalid, $"'{address}' is no member of the cluster", $"one of {string.Join(", ", members.Select(m => m.Address.Split('@')[^1]))}");
    }

    private static string HostAndPort(string address)
    {
        var text = address.Split('@')[^1];
        var colon = text.LastIndexOf(':');
        return colon > 0 && Uri.CheckHostName(text[..colon]) != UriHostNameType.Unknown
            && int.TryParse(text.AsSpan(colon + 1), out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? text
            : throw CommandFailure.Usage($"'{address}' is no address of a node", "host:port, as node-1:4053");
    }

    private static Switch Address(string help, bool required = true) =>
        new() { Name = "address", ValueName = "ADDRESS", Help = help, Required = required, Positional = true };
}
