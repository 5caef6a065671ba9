using System.Collections.Frozen;
using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Moves cameras.</summary>
internal sealed class PtzPalette(DeviceGateway devices, FleetRun fleet, FleetAsk asking, NodeSettings settings, TimeProvider time) : IPalette
{
    private const double UsualLease = 60;

    private static readonly FrozenDictionary<string, (int Pan, int Tilt)> Directions = new Dictionary<string, (int, int)>
    {
        ["up"] = (0, 1),
        ["down"] = (0, -1),
        ["left"] = (-1, 0),
        ["right"] = (1, 0),
        ["left-up"] = (-1, 1),
        ["right-up"] = (1, 1),
        ["left-down"] = (-1, -1),
        ["right-down"] = (1, -1),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> Zooms = new Dictionary<string, int> { ["in"] = 1, ["out"] = -1 }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, PtzLens> Focuses =
        new Dictionary<string, PtzLens> { ["near"] = PtzLens.FocusNear, ["far"] = PtzLens.FocusFar }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, PtzLens> Irises =
        new Dictionary<string, PtzLens> { ["open"] = PtzLens.IrisOpen, ["close"] = PtzLens.IrisClose }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, MenuKey> Keys =
        Enum.GetValues<MenuKey>().ToFrozenDictionary(key => key.ToString().ToLowerInvariant());

    public string Name => "ptz";

    public string Help => "cameras that can be moved";

    // What the node allows, so that pbm refuses nothing that it would do.
    private PtzPolicy Policy => settings.Ptz.Policy;

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        Order("move", "moves, and zooms meanwhile if it is to, until the time is over; again before that, to go on", MoveAsync,
            ["ptz move gate left -speed 0.3 -seconds 2", "ptz move gate left-up -zoom 0.2"],
            Switches.Word("direction", "DIRECTION", string.Join(", ", Directions.Keys.Order()), Directions.Keys.Order()), Speed(),
            Switches.Value("zoom", "SHARE", "of the highest speed, -1 to 1: above 0 is closer", "0"), ForTime("1")),
        Order("zoom", "zooms until the time is over", ZoomAsync,
            ["ptz zoom gate in -seconds 2"], Switches.Word("way", "in|out", "closer or wider"), Speed(), ForTime("1")),
        Order("focus", "turns the focus until the time is over", context => TurnAsync(context, Focuses),
            ["ptz focus gate near"], Switches.Word("way", "near|far", "which way"), Step(), ForTime("0.5")),
        Order("iris", "turns the iris until the time is over", context => TurnAsync(context, Irises),
            ["ptz iris gate open"], Switches.Word("way", "open|close", "which way"), Step(), ForTime("0.5")),
        Order("goto", "goes to a place", GotoAsync, ["ptz goto gate -pan 90 -tilt 10 -zoom 4"],
            Switches.Needed("pan", "DEGREES", "0 to 360"), Switches.Needed("tilt", "DEGREES", "-180 to 180"),
            Switches.Value("zoom", "LEVEL", "0 to 128, from wide to close: not the multiple that status tells", "0"),
            Switches.Value("speed", "SHARE", "above 0 up to 1", "1")),
        .. new PtzProgrammes(devices, fleet).Commands,
        new PtzByName(devices).Command,
        Order("menu", "presses a key of the camera's own menu", MenuAsync,
            ["ptz menu gate open"], Switches.Word("key", "KEY", string.Join(", ", Keys.Keys.Order()), Keys.Keys.Order())),
        new(new Command
        {
            Name = "stop",
            Help = "ends every move, whoever began it; at many devices as fast as can be",
            Switches = { Switches.Asked(JobLimits.Parallel), Switches.Channel(), As(), Priority() },
            Examples = { "ptz stop gate", "ptz stop -tag site=hq" },
        }, StopAsync)
        { Limit = FleetRun.Limit },
        new(new Command
        {
            Name = "status",
            Help = "where a camera looks, its presets, and who has it",
            Switches = { Switches.Device(), Switches.Channel() },
        }, StatusAsync),
        new(new Command
        {
            Name = "lease",
            Help = "keeps a camera for you, gives it back, or keeps it as long as this command runs",
            Switches =
            {
                Switches.Device(), Switches.Word("what", "take|release|hold", "hold ends with Ctrl-C, or when somebody takes the camera over"),
                Switches.Channel(), Switches.Value("seconds", "N", $"how long it is kept without a new order, 1 to {Longest(Policy.LongestLease)}",
                    Longest(Policy.LongestLease, UsualLease)), As(), Priority(),
            },
            Examples = { "ptz lease gate take -seconds 300", "ptz lease gate hold -priority 80" },
        }, context => new PtzLeasing(devices, Policy, time).RunAsync(context, Holder(context)))
        { Limit = TimeSpan.FromHours(12) },
    ];

    internal static PaletteCommand Order(
        string name, string help, Func<CommandContext, Task> run, IEnumerable<string> examples, params IEnumerable<Switch> switches) => new(
            new Command
            {
                Name = name,
                Help = help,
                Switches = { Switches.Device(), switches, Switches.Channel(), As(), Priority() },
                Examples = { examples },
            },
            run);

    internal static PtzHolder Holder(CommandContext context)
    {
        var name = context.Text("as") ?? context.Origin().Who;
        return new PtzHolder(name[..Math.Min(name.Length, PtzHolder.MaxName)], context.Number("priority", 0, PtzHolder.MaxPriority));
    }

    internal static async Task GiveAsync(DeviceGateway devices, CommandContext context, PtzOrder order)
    {
        var done = await devices.AskAsync(order, context.Origin(), context.Stop);
        var lease = done.Lease is { } held ? $"; {held.Holder.Name} has it until {Shown.Time(held.Until)}" : "";
        await context.TextAsync(string.Create(CultureInfo.InvariantCulture, $"{done.Device} channel {done.Channel}: done{lease}"));
    }

    private Task GiveAsync(CommandContext context, PtzOrder order) => GiveAsync(devices, context, order);

    // No job: it must work while the journal is away, and nothing may hold it up.
    private Task StopAsync(CommandContext context)
    {
        var (channel, by) = (context.Channel(), Holder(context));
        PtzOrder.StopMoving Stop(DeviceId id) => new(id, channel, by);
        var question = new FleetQuestion($"ptz stop of channel {channel}", [], async id =>
        {
            await devices.AskAsync(Stop(id), context.Origin(), context.Stop);
            return new FleetAnswer();
        });
        return asking.RunAsync(context, question with { IsUrgent = true }, id => GiveAsync(context, Stop(id)));
    }

    internal static Switch As() => Switches.Value("as", "NAME", "who moves it (default: you)");

    internal static Switch Priority() =>
        Switches.Value("priority", "N", "0 to 100; the higher takes a camera over", PtzHolder.DefaultPriority.ToString(CultureInfo.InvariantCulture));

    private static Switch Speed() => Switches.Value("speed", "SHARE", "of the highest speed, above 0 up to 1", "0.5");

    private static Switch Step() => Switches.Value("speed", "N", "1 to 8", "4");

    private Switch ForTime(string usual) => Switches.Value("seconds", "N", $"how long, 0.1 to {Longest(Policy.LongestMove)}", usual, "s");

    private static string Longest(TimeSpan time, double most = double.MaxValue) => Math.Min(time.TotalSeconds, most).ToString(CultureInfo.InvariantCulture);

    private TimeSpan For(CommandContext context) => context.Seconds("seconds", 0.1, Policy.LongestMove.TotalSeconds);

    private Task MoveAsync(CommandContext context)
    {
        var (pan, tilt) = context.Choice("direction", Directions);
        var speed = context.Decimal("speed", 0.01, 1);
        return GiveAsync(context, new PtzOrder.Move(
            context.Device(), context.Channel(), Holder(context), pan * speed, tilt * speed, context.Decimal("zoom", -1, 1), For(context)));
    }

    private Task ZoomAsync(CommandContext context)
    {
        var speed = context.Choice("way", Zooms) * context.Decimal("speed", 0.01, 1);
        return GiveAsync(context, new PtzOrder.Move(context.Device(), context.Channel(), Holder(context), Pan: 0, Tilt: 0, speed, For(context)));
    }

    private Task TurnAsync(CommandContext context, IReadOnlyDictionary<string, PtzLens> ways) => GiveAsync(context, new PtzOrder.Turn(
        context.Device(), context.Channel(), Holder(context), context.Choice("way", ways), context.Number("speed", 1, 8), For(context)));

    private Task GotoAsync(CommandContext context) => GiveAsync(context, new PtzOrder.MoveTo(
        context.Device(),
        context.Channel(),
        Holder(context),
        context.Decimal("pan", 0, 360),
        context.Decimal("tilt", -180, 180),
        context.Number("zoom", 0, 128),
        context.Decimal("speed", 0.01, 1)));

    private Task MenuAsync(CommandContext context) =>
        GiveAsync(context, new PtzOrder.Menu(context.Device(), context.Channel(), Holder(context), context.Choice("key", Keys)));

    private async Task StatusAsync(CommandContext context)
    {
        var status = await devices.AskAsync(new PtzQuery.GetStatus(context.Device(), context.Channel()), context.Origin(), context.Stop);
        await context.ColumnsAsync("property", "value");
        await context.RowAsync("device", status.Device.Value);
        await context.RowAsync("channel", Shown.Number(status.Channel));
        await context.RowAsync("pan", Shown.Degrees(status.Pan));
        await context.RowAsync("tilt", Shown.Degrees(status.Tilt));
        await context.RowAsync("zoomMultiple", Shown.Degrees(status.Zoom));
        await context.RowAsync("moving", status.Moving is { } moving ? Shown.YesNo(moving) : "");
        await context.RowAsync("presets", string.Join(", ", status.Presets.Select(preset => $"{Shown.Number(preset.Number)} {preset.Name}".Trim())));
        await context.RowAsync("holder", status.Lease?.Holder.Name);
        await context.RowAsync("until", Shown.Time(status.Lease?.Until));
    }
}
