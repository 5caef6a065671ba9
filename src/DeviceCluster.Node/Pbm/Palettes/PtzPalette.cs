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

    private static readonly string[] StatusColumns = ["channel", "pan", "tilt", "zoomMultiple", "moving", "presets", "holder", "until"];

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

    private PtzFleet Orders => new(devices, fleet);

    // What the node allows, so that pbm refuses nothing that it would do.
    private PtzPolicy Policy => settings.Ptz.Policy;

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        Orders.Command("move", "moves, and zooms meanwhile if it is to, until the time is over; again before that, to go on", Move,
            ["ptz move gate left -speed 0.3 -seconds 2", "ptz move gate left-up -zoom 0.2", "ptz move -tag site=hq -direction left"],
            Switches.Word("direction", "DIRECTION", string.Join(", ", Directions.Keys.Order()), Directions.Keys.Order()), Speed(),
            Switches.Value("zoom", "SHARE", "of the highest speed, -1 to 1: above 0 is closer", "0"), ForTime("1")),
        Orders.Command("zoom", "zooms until the time is over", Zoom,
            ["ptz zoom gate in -seconds 2", "ptz zoom -tag site=hq -way out -seconds 5"], Switches.Word("way", "in|out", "closer or wider"), Speed(), ForTime("1")),
        Orders.Command("focus", "turns the focus until the time is over", context => Turn(context, Focuses),
            ["ptz focus gate near"], Switches.Word("way", "near|far", "which way"), Step(), ForTime("0.5")),
        Orders.Command("iris", "turns the iris until the time is over", context => Turn(context, Irises),
            ["ptz iris gate open"], Switches.Word("way", "open|close", "which way"), Step(), ForTime("0.5")),
        Orders.Command("goto", "goes to a place", GoTo, ["ptz goto gate -pan 90 -tilt 10 -zoom 4", "ptz goto -tag site=hq -pan 0 -tilt 0"],
            Switches.Needed("pan", "DEGREES", "0 to 360"), Switches.Needed("tilt", "DEGREES", "-180 to 180"),
            Switches.Value("zoom", "LEVEL", "0 to 128, from wide to close: not the multiple that status tells", "0"),
            Switches.Value("speed", "SHARE", "above 0 up to 1", "1")),
        .. new PtzProgrammes(Orders).Commands,
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
            Switches = { Switches.Asked(), Switches.Channel() },
            Examples = { "ptz status gate", "ptz status -tag site=hq" },
        }, StatusAsync)
        { Limit = FleetRun.Limit },
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

    /// <summary>For one camera, in front of who gives the order.</summary>
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

    internal static (int Channel, PtzHolder By) Whose(CommandContext context) => (context.Channel(), Holder(context));

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
        var (channel, by) = Whose(context);
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

    private Func<DeviceId, PtzOrder> Move(CommandContext context)
    {
        var ((channel, by), (pan, tilt)) = (Whose(context), context.Choice("direction", Directions));
        var (speed, zoom, time) = (context.Decimal("speed", 0.01, 1), context.Decimal("zoom", -1, 1), For(context));
        return id => new PtzOrder.Move(id, channel, by, pan * speed, tilt * speed, zoom, time);
    }

    private Func<DeviceId, PtzOrder> Zoom(CommandContext context)
    {
        var ((channel, by), time) = (Whose(context), For(context));
        var speed = context.Choice("way", Zooms) * context.Decimal("speed", 0.01, 1);
        return id => new PtzOrder.Move(id, channel, by, Pan: 0, Tilt: 0, speed, time);
    }

    private Func<DeviceId, PtzOrder> Turn(CommandContext context, IReadOnlyDictionary<string, PtzLens> ways)
    {
        var ((channel, by), lens) = (Whose(context), context.Choice("way", ways));
        var (speed, time) = (context.Number("speed", 1, 8), For(context));
        return id => new PtzOrder.Turn(id, channel, by, lens, speed, time);
    }

    private static Func<DeviceId, PtzOrder> GoTo(CommandContext context)
    {
        var (channel, by) = Whose(context);
        var (pan, tilt) = (context.Decimal("pan", 0, 360), context.Decimal("tilt", -180, 180));
        var (zoom, speed) = (context.Number("zoom", 0, 128), context.Decimal("speed", 0.01, 1));
        return id => new PtzOrder.MoveTo(id, channel, by, pan, tilt, zoom, speed);
    }

    private Task MenuAsync(CommandContext context) =>
        GiveAsync(context, new PtzOrder.Menu(context.Device(), context.Channel(), Holder(context), context.Choice("key", Keys)));

    private Task StatusAsync(CommandContext context)
    {
        var channel = context.Channel();
        var question = new FleetQuestion($"ptz status of channel {channel}", StatusColumns, async id =>
        {
            var status = await devices.AskAsync(new PtzQuery.GetStatus(id, channel), context.Origin(), context.Stop);
            return new FleetAnswer(
                Shown.Number(status.Channel),
                Shown.Degrees(status.Pan),
                Shown.Degrees(status.Tilt),
                Shown.Degrees(status.Zoom),
                status.Moving is { } moving ? Shown.YesNo(moving) : "",
                string.Join(", ", status.Presets.Select(preset => $"{Shown.Number(preset.Number)} {preset.Name}".Trim())),
                status.Lease?.Holder.Name,
                Shown.Time(status.Lease?.Until));
        });
        return asking.RunAsync(context, question, id => question.ShowAsync(id, context));
    }
}
