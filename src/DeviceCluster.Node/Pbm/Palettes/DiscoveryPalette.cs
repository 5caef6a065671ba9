using System.Net;
using System.Text.RegularExpressions;
using DeviceCluster.Actors.Discovery;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Domain.Discovery;
using DeviceCluster.Pbm.V1;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Discovery;
using DeviceCluster.Sdk.Initialisation;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Finds devices on the networks of this node.</summary>
internal sealed partial class DiscoveryPalette(DiscoveryService discovery) : IPalette
{
    private static readonly TimeSpan InitWait = TimeSpan.FromSeconds(10);
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
        ShowAsync(discovery.SearchAsync(HowLong(context), Local(context)?.ToString(), IsBinary(context), context.Stop), context);

    private Task ProbeAsync(CommandContext context)
    {
        if (!AddressList.TryParse(context.Needed("addresses"), out var addresses, out var wrong))
            throw CommandFailure.Usage(wrong, AddressList.Rule);
        if (addresses.Length > AddressSearch.MaxAddresses)
            throw CommandFailure.Usage(
                $"{addresses.Length} addresses are too many for one probe", $"at most {AddressSearch.MaxAddresses}, such as a /24 network");
        return ShowAsync(discovery.ProbeAsync(addresses, HowLong(context), Local(context), IsBinary(context), context.Stop), context);
    }

    private async Task InitAsync(CommandContext context)
    {
        var account = new NewAccount(
            Mac(context), context.Needed("user"), context.Secret("password").Reveal(), context.Text("phone"), context.Text("mail"));
        try
        {
            await discovery.InitialiseAsync(account, Local(context), InitWait, context.Origin());
        }
        catch (PasswordRefusedException e)
        {
            throw CommandFailure.Refused(RefusalCode.Invalid, $"the password is not allowed: {e.Words}", "8 to 32 characters of at least two kinds; nothing was sent");
        }
        catch (SdkException e)
        {
            throw CommandFailure.Refused(
                RefusalCode.DeviceRefused, e.Message, $"look with 'discovery search' whether it is there and not initialised; 'sdk errors {e.Name}'");
        }

        await context.TextAsync($"{account.Mac}: the account {account.User} is made; enrol the device with 'device add'");
    }

    private static async Task ShowAsync(IAsyncEnumerable<DiscoveredDevice> devices, CommandContext context)
    {
        await context.ColumnsAsync(
            "serial", "address", "port", "httpPort", "mac", "type", "class", "version", "channels", "initialised", "local");
        await foreach (var found in devices)
            await context.RowAsync(
                found.Serial, found.Address, Shown.Number(found.Port), Shown.Number(found.HttpPort), found.Mac,
                found.DeviceType, found.DeviceClass, found.Version, Shown.Number(found.VideoChannels),
                found.Initialised is { } initialised ? Shown.YesNo(initialised) : "", found.LocalAddress);
    }

    private static Switch Binary() =>
        Switches.Value("binary", "yes|no", "older devices too, by UDP 5050; they do not tell whether they are initialised", "no");

    private static bool IsBinary(CommandContext context) => context.Choice("binary", YesOrNo);

    private static TimeSpan HowLong(CommandContext context) => context.Seconds("seconds", 0.1, 60);

    private static string Mac(CommandContext context) => SixPairs().IsMatch(context.Needed("mac"))
        ? context.Needed("mac")
        : throw CommandFailure.Usage($"'{context.Needed("mac")}' is no MAC", "six pairs of hex digits, as 'discovery search' shows it: 3c:ef:8c:00:00:01");

    [GeneratedRegex("^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$")]
    private static partial Regex SixPairs();

    private static IPAddress? Local(CommandContext context) =>
        context.Text("local") is not { } text ? null
        : IPAddress.TryParse(text, out var address) ? address
        : throw CommandFailure.Usage($"-local {text}", "an IP address of this node");
}
