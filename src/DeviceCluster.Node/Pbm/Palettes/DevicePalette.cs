using DeviceCluster.Actors;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Node.Pbm.Lists;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>What is enrolled: add, change, ask how it is and why.</summary>
internal sealed class DevicePalette(DeviceGateway devices, FleetRun fleet, FleetAsk asking, ReadSide readSide) : IPalette
{
    public string Name => "device";

    public string Help => "enrolled devices and their sessions";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "add",
            Help = "enrols a device; the node logs in and stays logged in",
            Once = true,
            Switches =
            {
                Switches.Device(),
                Switches.Needed("host", "HOST", "IP address or name of the device", "h"),
                Switches.Value("port", "PORT", "its DVRIP port", $"{DeviceAddress.DefaultPort}", "p"),
                Switches.Needed("user", "USER", "account on the device", "u"),
                Switches.Value("serial", "SERIAL", "the serial number it must have; without it the first one seen is kept"),
                Switches.Password(),
                DeviceAccessCommand.Values(),
            },
            Examples = { "device add gate -host 10.0.0.7 -user admin" },
        }, AddAsync),
        new(new Command { Name = "list", Help = "all devices, from the read side" }, ListAsync),
        new(new Command { Name = "show", Help = "all that is known of a device now", Switches = { Switches.Device() } }, ShowAsync),
        new(new Command
        {
            Name = "why",
            Help = "the story of a device: what happened, in order, and what comes next",
            Switches = { Switches.Device() },
        }, WhyAsync),
        FleetOrder("enable", "logs in again after a disable", id => new DeviceCommand.Enable(id)),
        FleetOrder("disable", "logs out and stays away", id => new DeviceCommand.Disable(id)),
        FleetOrder("retry", "lifts a credential error, a lock or an identity change: the next attempt is yours", id => new DeviceCommand.Retry(id)),
        new(new Command
        {
            Name = "set-credential",
            Help = "another account or password",
            Once = true,
            Switches = { Switches.Device(), Switches.Needed("user", "USER", "account on the device", "u"), Switches.Password() },
        }, SetCredentialAsync),
        Order("remove", "logs out and forgets the device", id => new DeviceCommand.Remove(id)),
        new(new Command
        {
            Name = "rename",
            Help = "gives a device a name for people; its id stays",
            Once = true,
            Switches = { Switches.Device(), Switches.Word("name", "NAME", "1 to 100 characters") },
            Examples = { "device rename gate 'Main gate'" },
        }, context => TellAsync(new DeviceCommand.Rename(context.Device(), context.Needed("name")), context)),
        new(DeviceAccessCommand.Command, AccessAsync),
        new(new Command
        {
            Name = "tag",
            Help = "writes tags on devices, or takes them off; others stay",
            Once = true,
            Switches = { Switches.Selectors(), Switches.Value("set", "K=V,…", "tags to write"), Switches.Value("unset", "K,…", "tags to take off") },
            Examples = { "device tag gate -set site=hq,floor=2 -unset old", "device tag -tag site=hq -set site=north" },
        }, TagAsync)
        { Limit = FleetRun.Limit },
        new(new Command
        {
            Name = "import",
            Help = $"enrols the devices of a CSV or YAML file: {ImportList.Columns}; the same again changes nothing",
            Once = true,
            Switches =
            {
                new Switch { Name = "file", ShortName = "f", ValueName = "FILE", Help = "the list", Required = true, Positional = true, File = FileUse.FileRead },
                new Switch { Name = "dry-run", Help = "reads the list and says what would be done" },
                new Switch { Name = "password", Help = "of the rows that have none", Secret = true },
            },
            Examples = { "device import fleet.csv -dry-run" },
        }, context => new DeviceImport(devices).RunAsync(context))
        { Limit = TimeSpan.FromHours(1) },
        .. new DeviceQuestions(devices, fleet, asking).Commands,
    ];

    private PaletteCommand Order(string name, string help, Func<DeviceId, DeviceCommand> order) =>
        new(
            new Command { Name = name, Help = help, Once = true, Switches = { Switches.Device() } },
            context => TellAsync(order(context.Device()), context));

    private PaletteCommand FleetOrder(string name, string help, Func<DeviceId, DeviceCommand> order) =>
        new(
            new Command
            {
                Name = name,
                Help = help,
                Once = true,
                Switches = { Switches.Selectors() },
                Examples = { $"device {name} gate", $"device {name} -tag site=north -dry-run" },
            },
            context => fleet.RunAsync(context, id => new JobWork.Command(order(id)), id => TellAsync(order(id), context)))
        {
            Limit = FleetRun.Limit,
        };

    private async Task AddAsync(CommandContext context)
    {
        var address = new DeviceAddress(context.Needed("host"), context.Number("port", 1, 65535));
        var (user, password, serial) = (context.Needed("user"), context.Secret("password"), context.Text("serial"));
        var access = DeviceAccessCommand.Access(context);
        await TellAsync(new DeviceCommand.Enrol(context.Device(), address, user, password, serial, access), context);
        await DeviceAccessCommand.WarnAsync(access?.PlainLogin, context);
    }

    private async Task AccessAsync(CommandContext context)
    {
        var order = DeviceAccessCommand.Order(context);
        await TellAsync(order, context);
        await DeviceAccessCommand.WarnAsync(order.PlainLogin, context);
    }

    private Task TagAsync(CommandContext context)
    {
        try
        {
            var set = TagText.Parse(context.Text("set") ?? "");
            string[] unset = (context.Text("unset") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (set.IsEmpty && unset.Length == 0)
                throw CommandFailure.Usage("nothing is to be set and nothing to be taken off", $"-set {TagText.Rule}, or -unset K");
            DeviceCommand Tag(DeviceId id) => new DeviceCommand.Tag(id, set, [.. unset]);
            return fleet.RunAsync(context, id => new JobWork.Command(Tag(id)), id => TellAsync(Tag(id), context));
        }
        catch (FormatException e)
        {
            throw CommandFailure.Usage(e.Message, $"-set {TagText.Rule}");
        }
    }

    private Task SetCredentialAsync(CommandContext context) =>
        TellAsync(new DeviceCommand.SetCredential(context.Device(), context.Needed("user"), context.Secret("password")), context);

    private async Task TellAsync(DeviceCommand command, CommandContext context)
    {
        if (await devices.TellAsync(new DeviceOrder(context.KeyOfLine(), command) { By = context.Origin() }, context.Stop) is DeviceReply.Refused refused)
            throw CommandFailure.Of(refused);
        await context.TextAsync($"{command.Device}: done");
    }

    private async Task ListAsync(CommandContext context)
    {
        await context.ColumnsAsync("device", "name", "address", "serial", "channels", "phase", "since", "reason", "tags", "node");
        foreach (var row in await readSide.DevicesAsync(context.Stop))
            await context.RowAsync(
                row.Device.Value, row.Name, $"{row.Address}", row.Serial, Shown.Number(row.Channels), PhaseOf(row),
                Shown.Time(row.Since), row.Reason, TagText.Of(row.Tags), row.Node);
    }

    // Null: the node that knew is gone.
    private static string PhaseOf(FleetRow row) => row switch
    {
        { Enabled: false } => nameof(SessionPhase.Disabled),
        { Phase: { } phase } => $"{phase}",
        _ => "Unknown",
    };

    private async Task ShowAsync(CommandContext context)
    {
        var report = await devices.ReportAsync(context.Device(), context.Stop);
        ThrowIfNotEnrolled(report.Device, report.Enrolled);
        await context.ColumnsAsync("property", "value");
        await context.RowAsync("device", report.Device.Value);
        await context.RowAsync("address", $"{report.Address}");
        await context.RowAsync("name", report.Name);
        await context.RowAsync("tags", TagText.Of(report.Tags));
        await context.RowAsync("user", report.User);
        await DeviceAccessCommand.ShowAsync(report.Access, context);
        await context.RowAsync("enabled", Shown.YesNo(report.Enabled));
        await context.RowAsync("serial", report.Identity?.Serial);
        await context.RowAsync("channels", Shown.Number(report.Identity?.Channels));
        await context.RowAsync("type", Shown.Number(report.Identity?.DeviceType));
        await context.RowAsync("phase", $"{report.Status.Phase}");
        await context.RowAsync("since", Shown.Time(report.Status.Since));
        await context.RowAsync("reason", report.Status.Reason);
        await context.RowAsync("nextAttempt", Shown.Time(report.Status.NextAttempt));
        await context.RowAsync("attemptsLeft", Shown.Number(report.Status.AttemptsLeft));
        var proved = report.CredentialProved ? "accepted by the device" : "not proved yet";
        await context.RowAsync("credential", $"version {report.CredentialVersion}, {proved}");
        await context.RowAsync("lives", string.Join(", ", report.Lives));
        await context.RowAsync("node", report.Node);
    }

    private async Task WhyAsync(CommandContext context)
    {
        var device = context.Device();
        ThrowIfNotEnrolled(device, (await devices.ReportAsync(device, context.Stop)).Enrolled);
        var why = await devices.WhyAsync(device, context.Stop);
        var next = why.Status.NextAttempt is { } at ? $"; next attempt {Shown.Time(at)}" : "";
        await context.TextAsync($"{device} is {why.Status.Phase} since {Shown.Time(why.Status.Since)}: {why.Status.Reason}{next}");
        await context.TextAsync($"on {why.Node}, shard {why.Shard}");
        await context.ColumnsAsync("at", "what", "detail");
        foreach (var entry in why.Entries)
            await context.RowAsync(Shown.Exact(entry.At), entry.What, entry.Detail);
    }

    private static void ThrowIfNotEnrolled(DeviceId device, bool enrolled)
    {
        if (!enrolled)
            throw CommandFailure.Refused(
                RefusalCode.NotEnrolled, $"no device is enrolled as {device}", "device list shows what is; device add enrols one");
    }
}
