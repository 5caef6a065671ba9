using DeviceCluster.Pbm.V1;
using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The native library of this node.</summary>
internal sealed class SdkPalette(NetSdk sdk) : IPalette
{
    public string Name => "sdk";

    public string Help => "the native library of this node";

    public IReadOnlyList<PaletteCommand> Commands => [new(new Command { Name = "info", Help = "which library, and what it counts" }, InfoAsync)];

    private async Task InfoAsync(CommandContext context)
    {
        await context.ColumnsAsync("property", "value");
        await context.RowAsync("library", sdk.Info.Path);
        await context.RowAsync("version", sdk.Info.VersionText);
        await context.RowAsync("implementation", sdk.Info.OpenVersion is { } open ? $"netsdk_open {open}" : "the vendor's");
        await context.RowAsync("layoutsChecked", Shown.Number(sdk.Info.LayoutsChecked));
        if (sdk.Figures() is not { } figures)
            return;
        await context.RowAsync("threads", Shown.Number(figures.Threads));
        await context.RowAsync("logins", Shown.Number(figures.Logins));
        await context.RowAsync("lives", Shown.Number(figures.Lives));
        await context.RowAsync("searches", Shown.Number(figures.Searches));
        await context.RowAsync("bytesReceived", Shown.Number(figures.BytesReceived));
        await context.RowAsync("framesDelivered", Shown.Number(figures.FramesDelivered));
        await context.RowAsync("bytesDelivered", Shown.Number(figures.BytesDelivered));
        await context.RowAsync("readsPaused", Shown.Number(figures.ReadsPaused));
        await context.RowAsync("slowCallbacks", Shown.Number(figures.SlowCallbacks));
        await context.RowAsync("lateAnswers", Shown.Number(figures.LateAnswers));
        await context.RowAsync("garbage", Shown.Number(figures.Garbage));
        await context.RowAsync("resyncs", Shown.Number(figures.Resyncs));
    }
}
