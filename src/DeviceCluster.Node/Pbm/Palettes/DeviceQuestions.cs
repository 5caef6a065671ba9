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
    private static readonly string[] Capabilities =
    [
        "channel", "protocol", "pan", "tilt", "zoom", "focus", "iris", "menu", "goto", "presets", "tours", "patterns", "scan", "autoPan", "panDegrees", "tiltDegrees",
    ];

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new DeviceInfo(devices, asking).Command,
        new(new Command
        {
            Name = "capabilities",
            Help = "what the camera of a channel can be told to do",
            Switches = { Switches.Asked(), Switches.Channel() },
            Examples = { "device capabilities gate -channel 2", "device capabilities -tag site=hq" },
        }, CapabilitiesAsync)
        { Limit = FleetRun.Limit },
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

    private Task CapabilitiesAsync(CommandContext context)
    {
        var channel = context.Channel();
        var question = new FleetQuestion($"capabilities of channel {channel}", Capabilities, async id =>
        {
            var can = await devices.AskAsync(new PtzQuery.GetCapabilities(id, channel), context.Origin(), context.Stop);
            return new FleetAnswer(
                Shown.Number(can.Channel),
                can.Protocol,
                Shown.YesNo(can.Pan),
                Shown.YesNo(can.Tilt),
                Shown.YesNo(can.Zoom),
                Shown.YesNo(can.Focus),
                Shown.YesNo(can.Iris),
                Shown.YesNo(can.Menu),
                // Many cameras go to a place and do not say so.
                can.MovesAbsolutely ? Shown.YesNo(true) : "not told",
                Text(can.Presets),
                Text(can.Tours),
                Text(can.Patterns),
                Text(can.Scans) is { Length: > 0 } scans ? scans : Shown.YesNo(can.AutoScan),
                Shown.YesNo(can.AutoPan),
                Text(can.PanAngle),
                Text(can.TiltAngle));
        });
        return asking.RunAsync(context, question, id => question.ShowAsync(id, context));
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
