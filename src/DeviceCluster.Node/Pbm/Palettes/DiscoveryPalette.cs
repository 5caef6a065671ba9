using DeviceCluster.Actors.Discovery;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Domain.Discovery;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Finds devices on the networks of this node.</summary>
internal sealed class DiscoveryPalette(DiscoveryService discovery) : IPalette
{
    private static readonly Dictionary<string, bool> YesOrNo = new() { ["yes"] = true, ["no"] = false };

    public string Name => "discovery";

    public string Help => "devices on the networks of this node";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "search",
            Help = "asks all devices to say who they are",
            Switches =
            {
                Switches.Value("seconds", "N", "how long answers are awaited", "3", "s"),
                Switches.Value("local", "ADDRESS", "the network of this local address only"),
                Binary(),
            },
            Examples = { "discovery search -seconds 5", "discovery search -binary yes" },
        }, SearchAsync)
        { Limit = TimeSpan.FromSeconds(120) },
        new(new Command
        {
            Name = "probe",
            Help = "asks these addresses to say who they are, also where no broadcast comes",
            Switches =
            {
                new Switch { Name = "addresses", ValueName = "LIST", Help = AddressList.Rule, Required = true, Positional = true },
                Switches.Value("seconds", "N", "how long they are asked", "3", "s"),
                Switches.Value("local", "ADDRESS", "from this local address"),
                Binary(),
            },
            Examples = { "discovery probe 10.0.0.5-20,10.0.1.0/28" },
        }, ProbeAsync)
        { Limit = TimeSpan.FromSeconds(120) },
        new(new Command
        {
            Name = "init",
            Help = "gives a device that is not initialised its first account; the password goes in an envelope whose key nobody vouches for, so do it on a "
                + "network of its own",
            Switches =
            {
                Switches.Word("mac", "MAC", "which device, as a search shows it"),
                Switches.Value("user", "USER", "the account", "admin", "u"),
                Switches.Value("mail", "ADDRESS", "for resets of the password, where the device offers that"),
                Switches.Value("phone", "NUMBER", "the same"),
                Switches.Value("local", "ADDRESS", "from this local address"),
                Switches.Password(),
            },
            Examples = { "discovery init 3c:ef:8c:00:00:01" },
        }, InitAsync),
    ];

    private Task SearchAsync(CommandContext context) =>
        ShowAsync(new DiscoveryQuery.Search(HowLong(context), context.Text("local"), IsBinary(context)), context);

    private Task ProbeAsync(CommandContext context) =>
        AddressList.TryParse(context.Needed("addresses"), out var addresses, out var wrong)
            ? ShowAsync(
                new DiscoveryQuery.Probe(
                    [.. addresses.Select(address => address.ToString())], HowLong(context), context.Text("local"), IsBinary(context)),
                context)
            : throw CommandFailure.Usage(wrong, AddressList.Rule);

    private async Task InitAsync(CommandContext context)
    {
        var order = new DiscoveryOrder.Initialise(
            context.Needed("mac"),
            context.Needed("user"),
            context.Secret("password"),
            context.Text("phone"),
            context.Text("mail"),
            context.Text("local"),
            context.Origin());
        ThrowIf(DiscoveryRules.Of(order));
        await discovery.InitialiseAsync(order, DiscoveryService.InitialiseLimit);
        await context.TextAsync($"{order.Mac}: the account {order.User} is made; enrol the device with 'device add'");
    }

    private async Task ShowAsync(DiscoveryQuery query, CommandContext context)
    {
        ThrowIf(DiscoveryRules.Of(query));
        await context.ColumnsAsync(
            "serial", "address", "port", "httpPort", "mac", "type", "class", "version", "channels", "initialised", "local");
        await foreach (var found in discovery.FindAsync(query, context.Stop))
            await context.RowAsync(
                found.Serial, found.Address, Shown.Number(found.Port), Shown.Number(found.HttpPort), found.Mac,
                found.DeviceType, found.DeviceClass, found.Version, Shown.Number(found.VideoChannels),
                found.Initialised is { } initialised ? Shown.YesNo(initialised) : "", found.LocalAddress);
    }

    /// <summary>A value that nobody would take is a line that was written wrongly.</summary>
    private static void ThrowIf(DiscoveryReply.Refused? wrong)
    {
        if (wrong is not null)
            throw CommandFailure.Usage(wrong.Reason, wrong.Remedy);
    }

    private static Switch Binary() =>
        Switches.Value("binary", "yes|no", "older devices too, by UDP 5050; they do not tell whether they are initialised", "no");

    private static bool IsBinary(CommandContext context) => context.Choice("binary", YesOrNo);

    private static TimeSpan HowLong(CommandContext context) => context.Seconds("seconds", 0.1, 60);
}
