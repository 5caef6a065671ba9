using System.Collections.Frozen;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The commands of the palette <c>ptz</c> for presets, and for what a camera does by itself.</summary>
internal sealed class PtzProgrammes(DeviceGateway devices, FleetRun fleet)
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
        new(new Command
        {
            Name = "preset",
            Help = "goes to a preset, keeps where the camera looks as one, or deletes one",
            Switches =
            {
                Switches.Selectors(), What(PresetActions.Keys), Number("preset, 1 to 255 at most"),
                Switches.Value("name", "NAME", "with set: at most 63 bytes"), Switches.Channel(), PtzPalette.As(), PtzPalette.Priority(),
            },
            Examples = { "ptz preset gate goto 3", "ptz preset gate set 3 -name door", "ptz preset -tag site=hq -what goto -number 1" },
        }, PresetAsync)
        { Limit = FleetRun.Limit },
        Programme("tour", "from preset to preset", ProgrammeKind.Tour, TourActions, ["ptz tour gate start 1", "ptz tour gate add 1 -preset 3"]),
        Programme("scan", "from the left border to the right one and back", ProgrammeKind.Scan, ScanActions, ["ptz scan gate left 1"]),
        Programme("pattern", "a way that was recorded", ProgrammeKind.Pattern, PatternActions, ["ptz pattern gate begin 1"]),
        PtzPalette.Order("pan", "round and round", PanAsync, ["ptz pan gate start"], What(PanActions.Keys)),
    ];

    private static Switch What(IEnumerable<string> words) => Switches.Word("what", string.Join('|', words.Order()), "what is to be done");

    private static Switch Number(string help) => Switches.Word("number", "N", help);

    private PaletteCommand Programme(
        string name, string help, ProgrammeKind kind, FrozenDictionary<string, ProgrammeAction> actions, IEnumerable<string> examples) =>
        PtzPalette.Order(
            name, help, context => ProgrammeAsync(context, kind, actions), examples,
            [What(actions.Keys), Number("its number"), .. actions.ContainsKey("add") ? [Switches.Value("preset", "N", "with add and remove")] : Array.Empty<Switch>()]);

    private Task PresetAsync(CommandContext context)
    {
        var (channel, by, name) = (context.Channel(), PtzPalette.Holder(context), context.Text("name"));
        var (action, number) = (context.Choice("what", PresetActions), context.Number("number", 0, 65_535));
        PtzOrder.Preset Preset(DeviceId id) => new(id, channel, by, action, number, name);
        return fleet.RunAsync(context, id => new JobWork.Order(Preset(id)), id => PtzPalette.GiveAsync(devices, context, Preset(id)));
    }

    // There is one way round, so it has no number.
    private Task PanAsync(CommandContext context) => PtzPalette.GiveAsync(devices, context, new PtzOrder.Programme(
        context.Device(), context.Channel(), PtzPalette.Holder(context), ProgrammeKind.Pan, context.Choice("what", PanActions), Number: 0, PresetNumber: null));

    private Task ProgrammeAsync(CommandContext context, ProgrammeKind kind, FrozenDictionary<string, ProgrammeAction> actions)
    {
        var action = context.Choice("what", actions);
        int? preset = action is ProgrammeAction.AddPreset or ProgrammeAction.RemovePreset ? context.Number("preset", 0, 65_535) : null;
        return PtzPalette.GiveAsync(devices, context, new PtzOrder.Programme(
            context.Device(), context.Channel(), PtzPalette.Holder(context), kind, action, context.Number("number", 0, 65_535), preset));
    }
}
