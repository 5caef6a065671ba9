using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The commands of the palette <c>device</c> that the device itself answers.</summary>
internal sealed class DeviceQuestions(DeviceGateway devices, FleetRun fleet, FleetAsk asking)
{
    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command { Name = "info", Help = "what a device says of itself: model, version, channels, disks", Switches = { Switches.Device() } }, InfoAsync),
        new(new Command
        {
            Name = "capabilities",
            Help = "what the camera of a channel can be told to do",
            Switches = { Switches.Device(), Switches.Channel() },
        }, CapabilitiesAsync),
        new(new Command
        {
            Name = "check",
            Help = "whether a device is set up as its maker recommends, point by point; of many, what is not",
            Switches = { Switches.Asked() },
            Examples = { "device check gate", "device check -tag site=hq" },
        }, context => asking.RunAsync(context, Checks(context), id => CheckAsync(id, context)))
        { Limit = FleetRun.Limit },
        new(new Command
        {
            Name = "reboot",
            Help = "starts devices again; they are back online by themselves",
            Switches = { Switches.Selectors() },
            Examples = { "device reboot gate", "device reboot -tag site=hq -parallel 2" },
        }, context => fleet.RunAsync(context, id => new JobWork.Order(new ControlOrder.Reboot(id)), id => RebootAsync(id, context)))
        { Limit = FleetRun.Limit },
        new DeviceShutdown(devices).Command,
    ];

    private async Task InfoAsync(CommandContext context)
    {
        var told = await devices.AskAsync(new InformationQuery.GetInformation(context.Device()), context.Origin(), context.Stop);
        await context.ColumnsAsync("property", "value");
        await context.RowAsync("device", told.Device.Value);
        await context.RowAsync("type", told.Type);
        await context.RowAsync("version", told.Version);
        await context.RowAsync("buildDate", told.BuildDate);
        await context.RowAsync("serial", told.Serial);
        await context.RowAsync("machineName", told.MachineName);
        await context.RowAsync("httpPort", Shown.Number(told.HttpPort));
        await context.RowAsync("httpPortFrom", Words(told.HttpPortSource));
        await context.RowAsync("rtspPort", Shown.Number(told.RtspPort));
        await context.RowAsync("rtspPortFrom", Words(told.RtspPortSource));
        await context.RowAsync("alarmInputs", string.Join(", ", told.AlarmInputs.Select((on, i) => Numbered(i + 1, on ? "on" : "off"))));
        await context.RowAsync("alarmOutputs", Shown.Number(told.AlarmOutputs));
        foreach (var channel in told.Channels)
            await context.RowAsync(Numbered("channel", channel.Channel), Text(channel));
        foreach (var disk in told.Disks)
            await context.RowAsync(Numbered("disk", disk.Disk), Text(disk));
        foreach (var reason in told.NotTold)
            await context.RowAsync("notTold", reason);
    }

    private static string Words(PortSource source) => source switch
    {
        PortSource.Set => "set here",
        PortSource.Search => "told by the device in answer to a search",
        PortSource.Table => "told by its table RTSP",
        PortSource.Usual => "not told: the usual one",
        _ => "",
    };

    private static string Numbered(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{what}{number}");

    private static string Numbered(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}");

    private static string Text(ChannelInformation channel) => string.Join(", ", new[]
    {
        channel.Title,
        channel.Recording switch { true => "recording", false => "not recording", null => null },
    }.OfType<string>());

    private static string Text(DiskInformation disk) => string.Create(
        CultureInfo.InvariantCulture,
        $"part {disk.Part}: {disk.FreeMebibytes} of {disk.SizeMebibytes} MiB free, {disk.Use}{(disk.Failed ? ", FAILED" : "")}");

    private async Task CapabilitiesAsync(CommandContext context)
    {
        var can = await devices.AskAsync(new PtzQuery.GetCapabilities(context.Device(), context.Channel()), context.Origin(), context.Stop);
        await context.ColumnsAsync("property", "value");
        await context.RowAsync("device", can.Device.Value);
        await context.RowAsync("channel", Shown.Number(can.Channel));
        await context.RowAsync("protocol", can.Protocol);
        await context.RowAsync("pan", Shown.YesNo(can.Pan));
        await context.RowAsync("tilt", Shown.YesNo(can.Tilt));
        await context.RowAsync("zoom", Shown.YesNo(can.Zoom));
        await context.RowAsync("focus", Shown.YesNo(can.Focus));
        await context.RowAsync("iris", Shown.YesNo(can.Iris));
        await context.RowAsync("menu", Shown.YesNo(can.Menu));
        // Many cameras go to a place and do not say so.
        await context.RowAsync("goto", can.MovesAbsolutely ? Shown.YesNo(true) : "not told");
        await context.RowAsync("presets", Text(can.Presets));
        await context.RowAsync("tours", Text(can.Tours));
        await context.RowAsync("patterns", Text(can.Patterns));
        await context.RowAsync("scan", Shown.YesNo(can.AutoScan));
        await context.RowAsync("autoPan", Shown.YesNo(can.AutoPan));
        await context.RowAsync("panDegrees", Text(can.PanAngle));
        await context.RowAsync("tiltDegrees", Text(can.TiltAngle));
    }

    private static string Text(PtzRange? range) =>
        range is not { } known || known == default ? "" : string.Create(CultureInfo.InvariantCulture, $"{known.Least} to {known.Most}");

    private FleetQuestion Checks(CommandContext context) => new("device check", ["bad", "good", "notSeen", "notFollowed"], async id =>
    {
        var check = await devices.AskAsync(new InformationQuery.Check(id), context.Origin(), context.Stop);
        string Count(Func<CheckVerdict, bool> which) => Shown.Number(check.Rows.Count(row => which(row.Verdict)));
        return new FleetAnswer(
            Count(verdict => verdict == CheckVerdict.Bad),
            Count(verdict => verdict == CheckVerdict.Good),
            Count(verdict => verdict is not (CheckVerdict.Bad or CheckVerdict.Good)),
            string.Join("; ", check.Rows.Where(row => row.Verdict == CheckVerdict.Bad).Select(row => row.Recommendation)));
    });

    private async Task CheckAsync(DeviceId device, CommandContext context)
    {
        var check = await devices.AskAsync(new InformationQuery.Check(device), context.Origin(), context.Stop);
        await context.ColumnsAsync("recommendation", "verdict", "found", "method");
        foreach (var row in check.Rows)
            await context.RowAsync(row.Recommendation, Words(row.Verdict), row.Found, row.Method);
        var bad = check.Rows.Count(row => row.Verdict == CheckVerdict.Bad);
        if (!context.Json)
            await context.TextAsync(string.Create(CultureInfo.InvariantCulture, $"{check.Device}: {bad} of {check.Rows.Length} recommendations are not followed"));
    }

    private static string Words(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Good => "good",
        CheckVerdict.Bad => "bad",
        CheckVerdict.NotTold => "not told",
        CheckVerdict.CannotBeSeen => "cannot be seen",
        CheckVerdict.AdviceOnly => "advice only",
        _ => $"{verdict}",
    };

    private async Task RebootAsync(DeviceId device, CommandContext context)
    {
        await devices.AskAsync(new ControlOrder.Reboot(device), context.Origin(), context.Stop);
        await context.TextAsync($"{device}: it starts again; 'device why {device}' tells when it is back");
    }
}
