using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Configuration;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Configuration tables of devices.</summary>
internal sealed class ConfigPalette(DeviceGateway devices) : IPalette
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string Name => "config";

    public string Help => "configuration tables of devices";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command
        {
            Name = "get",
            Help = "shows a table as the device has it; passwords are not shown",
            Switches = { Switches.Device(), Table(), Channel() },
            Examples = { "config get gate General", "config get gate ChannelTitle -channel 2" },
        }, GetAsync),
        new(new Command
        {
            Name = "set",
            Help = "writes members of a table, reads it back, and tells what became otherwise and what the device did not keep",
            Switches =
            {
                Switches.Device(), Table(), Channel(),
                new Switch { Name = "json", ValueName = "JSON", Help = """the members, such as '{"Enable":true}'; the others stay as they are""", Private = true },
            },
            Examples = { """config set gate NTP -json '{"Enable":true,"Address":"10.0.0.1"}'""" },
        }, SetAsync),
        new(new Command
        {
            Name = "load",
            Help = "as set, with the members out of a file",
            Switches =
            {
                Switches.Device(), Table(),
                new Switch { Name = "file", ShortName = "f", ValueName = "FILE", Help = "the file with the JSON", Required = true, File = FileUse.FileRead },
                Channel(),
            },
        }, LoadAsync),
        new(new Command
        {
            Name = "diff",
            Help = "in what a table of one device differs from another's",
            Switches = { Switches.Device(), Table(), Switches.Needed("with", "ID", "the other device"), Channel() },
            Examples = { "config diff gate NTP -with yard" },
        }, DiffAsync),
    ];

    private static Switch Table() => new()
    {
        Name = "table",
        ValueName = "TABLE",
        Help = "as devices call it: General, NTP, Encode, ChannelTitle, Network, …",
        Required = true,
        Positional = true,
        Words = PbmWords.Tables,
    };

    private static Switch Channel() => Switches.Value("channel", "N", "of this channel alone, counted from 1", shortName: "c");

    private async Task GetAsync(CommandContext context)
    {
        var table = await ReadAsync(context.Device(), context);
        var text = context.Json ? table.Json : JsonSerializer.Serialize(JsonNode.Parse(table.Json), Indented);
        foreach (var line in text.Split('\n'))
            await context.TextAsync(line);
    }

    private Task SetAsync(CommandContext context) => WriteAsync(context.Needed("json"), context);

    private async Task LoadAsync(CommandContext context) => await WriteAsync(await context.FileTextAsync(ConfigurationTable.MaxBytes), context);

    private async Task WriteAsync(string json, CommandContext context)
    {
        var write = new ConfigurationOrder.Write(context.Device(), context.Needed("table"), ChannelOf(context), Checked(json));
        var written = await devices.AskAsync(write, context.Origin(), context.Stop);
        await context.ColumnsAsync("path", "was", "is", "kept");
        foreach (var change in written.Changed)
            await context.RowAsync(change.Path, change.Before, change.After, "yes");
        foreach (var lost in written.NotKept)
            await context.RowAsync(lost.Path, lost.Before, lost.After, "no");
        if (context.Json)
            return;
        if (written.LeftOut > 0)
            await context.TextAsync(string.Create(CultureInfo.InvariantCulture, $"and {written.LeftOut} more"));
        await context.TextAsync(written.NotKept.IsEmpty ? $"{written.Device}: done" : $"{written.Device}: the device did not keep all of it");
        if (written.NeedsRestart)
            await context.TextAsync($"it comes into force with the next start: device reboot {written.Device}");
    }

    private async Task DiffAsync(CommandContext context)
    {
        if (!DeviceId.TryParse(context.Needed("with"), out var other))
            throw CommandFailure.Usage($"-with {context.Needed("with")}", DeviceId.Rule);
        var here = await ReadAsync(context.Device(), context);
        var there = await ReadAsync(other, context);
        await context.ColumnsAsync("path", $"{here.Device}", $"{there.Device}");
        foreach (var difference in TableDifferences.Between(JsonNode.Parse(here.Json), JsonNode.Parse(there.Json)))
            await context.RowAsync(difference.Path, difference.Before, difference.After);
    }

    private Task<ConfigurationTable> ReadAsync(DeviceId device, CommandContext context) =>
        devices.AskAsync(new ConfigurationQuery.Read(device, context.Needed("table"), ChannelOf(context)), context.Origin(), context.Stop);

    private static int? ChannelOf(CommandContext context) => context.Text("channel") is null ? null : context.Channel();

    private static string Checked(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return json;
        }
        catch (JsonException e)
        {
            throw CommandFailure.Usage($"this is no JSON: {e.Message}", """members of the table, such as '{"Enable":true}'""");
        }
    }
}
