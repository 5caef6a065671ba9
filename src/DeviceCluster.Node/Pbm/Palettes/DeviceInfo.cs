using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Information;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The command of the palette <c>device</c> for what devices say of themselves: of one all of it, of many what an owner compares.</summary>
internal sealed class DeviceInfo(DeviceGateway devices, FleetAsk asking)
{
    private static readonly string[] Columns =
    [
        "type", "version", "serial", "machineName", "channels", "recording", "disks", "failedDisks", "sizeMebibytes", "freeMebibytes", "alarmInputs", "alarmsOn",
        "alarmOutputs", "httpPort", "rtspPort", "notTold",
    ];

    public PaletteCommand Command => new(
        new Command
        {
            Name = "info",
            Help = "what devices say of themselves: model, version, channels, disks, alarms",
            Switches = { Switches.Asked() },
            Examples = { "device info gate", "device info -tag site=hq" },
        },
        context => asking.RunAsync(context, new FleetQuestion("device info", Columns, id => RowAsync(id, context)), id => ShowAsync(id, context)))
    {
        Limit = FleetRun.Limit,
    };

    private Task<DeviceInformation> AskAsync(DeviceId device, CommandContext context) =>
        devices.AskAsync(new InformationQuery.GetInformation(device), context.Origin(), context.Stop);

    private async Task<FleetAnswer> RowAsync(DeviceId device, CommandContext context)
    {
        var told = await AskAsync(device, context);
        // None is no answer where something was not told: the last cell says what.
        string Count(int count) => count == 0 && !told.NotTold.IsEmpty ? "" : Shown.Number(count);
        string Sum(Func<DiskInformation, long> of) => told.Disks.IsEmpty ? "" : Shown.Number(told.Disks.Sum(of));
        return new FleetAnswer(
            told.Type,
            told.Version,
            told.Serial,
            told.MachineName,
            Shown.Number(told.Channels.Length),
            told.Channels.All(channel => channel.Recording is null) ? "" : Shown.Number(told.Channels.Count(channel => channel.Recording == true)),
            Count(told.Disks.DistinctBy(disk => disk.Disk).Count()),
            told.Disks.IsEmpty ? "" : Shown.Number(told.Disks.Where(disk => disk.Failed).DistinctBy(disk => disk.Disk).Count()),
            Sum(disk => disk.SizeMebibytes),
            Sum(disk => disk.FreeMebibytes),
            Count(told.AlarmInputs.Length),
            string.Join(", ", told.AlarmInputs.Select((on, i) => on ? Shown.Number(i + 1) : null).OfType<string>()),
            Shown.Number(told.AlarmOutputs),
            Shown.Number(told.HttpPort),
            Shown.Number(told.RtspPort),
            string.Join("; ", told.NotTold));
    }

    private async Task ShowAsync(DeviceId device, CommandContext context)
    {
        var told = await AskAsync(device, context);
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
}
