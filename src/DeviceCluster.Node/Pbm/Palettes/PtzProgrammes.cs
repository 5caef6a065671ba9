using System.Collections.Frozen;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The commands of the palette <c>ptz</c> for presets, and for what a camera does by itself.</summary>
internal sealed class PtzProgrammes(PtzFleet orders)
{
    private static readonly FrozenDictionary<string, PresetAction> PresetActions = new Dictionary<string, PresetAction>
    {
        ["goto"] = PresetAction.GoTo,
        ["set"] = PresetAction.Set,
        ["delete"] = PresetAction.Delete,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ProgrammeAction> TourActions = new Dictionary<string, ProgrammeAction>
    {
        ["start"] = ProgrammeAction.Start,
        ["stop"] = ProgrammeAction.Stop,
        ["add"] = ProgrammeAction.AddPreset,
        ["remove"] = ProgrammeAction.RemovePreset,
        ["clear"] = ProgrammeAction.Clear,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ProgrammeAction> ScanActions = new Dictionary<string, ProgrammeAction>
    {
        ["start"] = ProgrammeAction.Start,
        ["stop"] = ProgrammeAction.Stop,
        ["left"] = ProgrammeAction.SetLeft,
        ["right"] = ProgrammeAction.SetRight,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ProgrammeAction> PatternActions = new Dictionary<string, ProgrammeAction>
    {
        ["start"] = ProgrammeAction.Start,
        ["stop"] = ProgrammeAction.Stop,
        ["begin"] = ProgrammeAction.RecordBegin,
        ["end"] = ProgrammeAction.RecordEnd,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ProgrammeAction> PanActions = new Dictionary<string, ProgrammeAction>
    {
        ["start"] = ProgrammeAction.Start,
        ["stop"] = ProgrammeAction.Stop,
    }.ToFrozenDictionary();

    public IEnumerable<PaletteCommand> Commands =>
    [
        orders.Command("preset", "goes to a preset, keeps where the camera looks as one, or deletes one", Preset,
            ["ptz preset gate goto 3", "ptz preset gate set 3 -name door", "ptz preset -tag site=hq -what goto -number 1"],
            What(PresetActions.Keys), Number("preset, 1 to 255 at most"), Switches.Value("name", "NAME", "with set: at most 63 bytes")),
        Programme("tour", "from preset to preset, until it is stopped", ProgrammeKind.Tour, TourActions,
            ["ptz tour gate start 1", "ptz tour gate add 1 -preset 3", "ptz tour -tag site=hq -what start -number 1"]),
        Programme("scan", "from the left border to the right one and back, until it is stopped", ProgrammeKind.Scan, ScanActions,
            ["ptz scan gate left 1", "ptz scan -tag site=hq -what stop -number 1"]),
        Programme("pattern", "a way that was recorded, until it is stopped; one camera at a time is recorded", ProgrammeKind.Pattern, PatternActions,
            ["ptz pattern gate begin 1", "ptz pattern -tag site=hq -what start -number 1"]),
        orders.Command("pan", "round and round, until it is stopped", Pan, ["ptz pan gate start", "ptz pan -tag site=hq -what stop"], What(PanActions.Keys)),
    ];

    private static Switch What(IEnumerable<string> words) => Switches.Word("what", string.Join('|', words.Order()), "what is to be done");

    private static Switch Number(string help) => Switches.Word("number", "N", help);

    private PaletteCommand Programme(
        string name, string help, ProgrammeKind kind, FrozenDictionary<string, ProgrammeAction> actions, IEnumerable<string> examples) =>
        orders.Command(
            name, help, context => Order(context, kind, actions), examples,
            [What(actions.Keys), Number("its number"), .. actions.ContainsKey("add") ? [Switches.Value("preset", "N", "with add and remove")] : Array.Empty<Switch>()]);

    private static Func<DeviceId, PtzOrder> Preset(CommandContext context)
    {
        var ((channel, by), name) = (PtzPalette.Whose(context), context.Text("name"));
        var (action, number) = (context.Choice("what", PresetActions), context.Number("number", 0, 65_535));
        return id => new PtzOrder.Preset(id, channel, by, action, number, name);
    }

    // There is one way round, so it has no number.
    private static Func<DeviceId, PtzOrder> Pan(CommandContext context)
    {
        var ((channel, by), action) = (PtzPalette.Whose(context), context.Choice("what", PanActions));
        return id => new PtzOrder.Programme(id, channel, by, ProgrammeKind.Pan, action, Number: 0, PresetNumber: null);
    }

    private static Func<DeviceId, PtzOrder> Order(CommandContext context, ProgrammeKind kind, FrozenDictionary<string, ProgrammeAction> actions)
    {
        var ((channel, by), action) = (PtzPalette.Whose(context), context.Choice("what", actions));
        // Somebody steers the camera between the two.
        if (action is ProgrammeAction.RecordBegin or ProgrammeAction.RecordEnd && FleetSelection.One(context) is null)
            throw CommandFailure.Usage("a pattern is recorded at one camera at a time", "ptz pattern DEVICE begin N, move it, ptz pattern DEVICE end N");
        int? preset = action is ProgrammeAction.AddPreset or ProgrammeAction.RemovePreset ? context.Number("preset", 0, 65_535) : null;
        var number = context.Number("number", 0, 65_535);
        return id => new PtzOrder.Programme(id, channel, by, kind, action, number, preset);
    }
}
