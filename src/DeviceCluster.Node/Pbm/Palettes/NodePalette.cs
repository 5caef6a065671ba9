using System.Diagnostics;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Node.Hosting;
using DeviceCluster.Pbm.V1;
using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>This node: who it is, how it is, what it holds.</summary>
internal sealed class NodePalette(
    NodeSettings settings, NodePorts ports, ClusterGateway cluster, StorageHealth storage, Func<SessionFigures> sessions, Func<FenceFigures> fence,
    NetSdk sdk, TimeProvider time) : IPalette
{
    public string Name => "node";

    public string Help => "this node";

    public IReadOnlyList<PaletteCommand> Commands => [new(new Command { Name = "show", Help = "who it is, how it is, what it holds" }, ShowAsync)];

    private async Task ShowAsync(CommandContext context)
    {
        await context.ColumnsAsync("property", "value");
        await context.RowAsync("name", settings.Node.Name);
        await context.RowAsync("version", PbmService.Version);
        using (var process = Process.GetCurrentProcess())
        {
            await context.RowAsync("process", Shown.Number(process.Id));
            await context.RowAsync("started", Shown.Time(process.StartTime));
            await context.RowAsync("uptimeSeconds", Shown.Number((long)(time.GetLocalNow().DateTime - process.StartTime).TotalSeconds));
        }
        await ShowMembershipAsync(context);
        await context.RowAsync("http", $"{ports.Http.EndPoint}");
        await context.RowAsync("pbm", $"{ports.Pbm.EndPoint}");
        await context.RowAsync("storage", $"{settings.Storage.Provider}");
        await context.RowAsync("storageState", storage.IsOpen ? "can be written" : $"cannot be written: {storage.Reason}");
        await context.RowAsync("library", sdk.Info.Path);
        await ShowFenceAsync(context, fence());
        await ShowSessionsAsync(context, sessions());
    }

    private async Task ShowMembershipAsync(CommandContext context)
    {
        var (ready, words) = await cluster.IsReadyAsync(context.Stop);
        var self = cluster.Members().FirstOrDefault(m => m.Self);
        var membership = settings.Cluster.Membership;
        await context.RowAsync("address", cluster.SelfAddress);
        await context.RowAsync("status", self?.Status ?? "in no cluster");
        await context.RowAsync("roles", self is null ? "" : string.Join(',', self.Roles));
        await context.RowAsync("uid", Shown.Number(self?.Uid));
        await context.RowAsync("ready", ready ? "yes" : $"no: {words}");
        await context.RowAsync("seeds", string.Join(',', membership.Seeds));
        await context.RowAsync("clusterSize", Shown.Number(membership.Size));
        await context.RowAsync("majority", Shown.Number(membership.Majority));
        await context.RowAsync("tls", Shown.YesNo(membership.Identity is not null));
        await context.RowAsync("certificateUntil", Shown.Time(membership.Identity?.Certificate.NotAfter));
    }

    // A node that shares its devices with nobody has none.
    private static async Task ShowFenceAsync(CommandContext context, FenceFigures figures)
    {
        await context.RowAsync("fence", figures.On ? "on" : "off: no other node can have these devices");
        if (!figures.On)
            return;
        await context.RowAsync("shardsHeld", Shown.Number(figures.Held));
        await context.RowAsync("shardsWaitedFor", Shown.Number(figures.Waiting));
        await context.RowAsync("beatAgeSeconds", Shown.Number((long?)figures.BeatAge?.TotalSeconds));
        await context.RowAsync("voices", $"{figures.Voices} of {figures.Counted}");
        await context.RowAsync("watchdog", figures.Tripped ? "tripped" : figures.Watchdog ? "armed" : "not armed: no shard was held yet");
        await context.RowAsync("watchdogTrips", Shown.Number(figures.Trips));
        await context.RowAsync("hungLogouts", Shown.Number(figures.Hung));
        await context.RowAsync("fenceTrouble", figures.Trouble);
    }

    private static async Task ShowSessionsAsync(CommandContext context, SessionFigures figures)
    {
        await context.RowAsync("sessions", Shown.Number(figures.Live));
        await context.RowAsync("sessionsUnclaimed", Shown.Number(figures.Unclaimed));
        await context.RowAsync("loginsUnderWay", Shown.Number(figures.Calling));
        await context.RowAsync("logoutsUnderWay", Shown.Number(figures.Leaving));
        await context.RowAsync("loginsAccepted", Shown.Number(figures.Accepted));
        await context.RowAsync("loginsFailed", Shown.Number(figures.Failed));
    }
}
