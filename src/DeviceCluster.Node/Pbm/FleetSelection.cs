using System.Collections.Immutable;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Fleet;

namespace DeviceCluster.Node.Pbm;

/// <summary>Which devices a line means by <see cref="Switches.Selectors"/>.</summary>
internal sealed class FleetSelection(ReadSide readSide)
{
    public const int UsualParallel = 8;

    // How it goes to many; with any of them also one device is treated as many.
    private static readonly string[] OfMany = ["dry-run", "parallel", "background"];

    /// <summary>The one device that is named and meant by itself; null where there may be many.</summary>
    public static DeviceId? One(CommandContext context) => OfMany.Any(context.Has) ? null : Read(context).One;

    public static int Parallel(CommandContext context, int usual = UsualParallel) =>
        context.Has("parallel") ? context.Number("parallel", 1, JobLimits.Parallel) : usual;

    /// <exception cref="CommandFailure">There is none.</exception>
    public async Task<ImmutableArray<DeviceId>> OfAsync(CommandContext context)
    {
        var selector = Read(context);
        IReadOnlyList<FleetRow> fleet = selector.NeedsFleet ? await readSide.DevicesAsync(context.Stop) : [];
        var selected = selector.Select(fleet.Select(row => new FleetFact(row.Device, row.Tags)));
        return !selected.IsEmpty ? selected : throw new CommandFailure(
            CommandFailure.RefusedCode, "nothing-selected", "no device is selected by that", "'device list' shows devices and tags");
    }

    public static async Task ShowAsync(ImmutableArray<DeviceId> selected, string line, CommandContext context)
    {
        await context.ColumnsAsync("device");
        foreach (var device in selected)
            await context.RowAsync(device.Value);
        await context.TextAsync(line);
    }

    private static Selector Read(CommandContext context)
    {
        int? limit = context.Has("limit") ? context.Number("limit", 1, JobLimits.Devices) : null;
        return Selector.Parse(context.Text("id"), context.Text("tag"), context.Has("all"), limit, out var wrong)
            ?? throw CommandFailure.Usage(wrong, Selector.Rule);
    }
}
