using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Configuration;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>Configuration tables of devices.</summary>
internal sealed class ConfigPalette(DeviceGateway devices, FleetRun fleet, FleetAsk asking) : IPalette
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
            Switches = { Switches.Asked(), Table(), Channel() },
            Examples = { "config get gate General", "config get gate ChannelTitle -channel 2", "config get -tag site=hq -table NTP" },
        }, context => asking.RunAsync(context, Tables(context), id => GetAsync(id, context)))
        { Limit = FleetRun.Limit },
        new(new Command
        {
            Name = "set",
            Help = "writes members of a table, reads it back, and tells what became otherwise and what the device did not keep",
            Switches =
            {
                Switches.Selectors(), Table(), Channel(),
                new Switch { Name = "json", ValueName = "JSON", Help = """the members, such as '{"Enable":true}'; the others stay as they are""", Private = true },
            },
            Examples =
            {
                """config set gate NTP -json '{"Enable":true,"Address":"10.0.0.1"}'""",
                """config set -tag site=hq -table NTP -json '{"Enable":true}'""",
            },
        }, SetAsync)
        { Limit = FleetRun.Limit },
        new(new Command
        {
            Name = "load",
            Help = "as set, with the members out of a file",
            Switches =
            {
                Switches.Selectors(), Table(),
                new Switch { Name = "file", ShortName = "f", ValueName = "FILE", Help = "the file with the JSON", Required = true, File = FileUse.FileRead },
                Channel(),
            },
        }, LoadAsync)
        { Limit = FleetRun.Limit },
        new(new Command
        {
            Name = "diff",
            Help = "in what a table of one device differs from another's; of many, where",
            Switches = { Switches.Asked(), Table(), Switches.Needed("with", "ID", "the other device"), Channel() },
            Examples = { "config diff gate NTP -with yard", "config diff -all -table NTP -with yard" },
        }, DiffAsync)
        { Limit = FleetRun.Limit },
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

    private FleetQuestion Tables(CommandContext context) => new(
        $"table {context.Needed("table")}", ["json"], async id => new FleetAnswer((await ReadAsync(id, context)).Json));

    private async Task GetAsync(DeviceId device, CommandContext context)
    {
        var table = await ReadAsync(device, context);
        var text = context.Json ? table.Json : JsonSerializer.Serialize(JsonNode.Parse(table.Json), Indented);
        foreach (var line in text.Split('\n'))
            await context.TextAsync(line);
    }

    private Task SetAsync(CommandContext context) => WriteAsync(context.Needed("json"), context);

    private async Task LoadAsync(CommandContext context) => await WriteAsync(await context.FileTextAsync(ConfigurationTable.MaxBytes), context);

    private Task WriteAsync(string json, CommandContext context)
    {
        var (table, channel, members) = (context.Needed("table"), ChannelOf(context), Checked(json));
        ConfigurationOrder.Write Write(DeviceId id) => new(id, table, channel, members);
        return fleet.RunAsync(context, id => new JobWork.Order(Write(id)), id => WriteAsync(Write(id), context));
    }

    private async Task WriteAsync(ConfigurationOrder.Write write, CommandContext context)
    {
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
        var model = await ReadAsync(other, context);
        await asking.RunAsync(context, Differences(model, context), id => DiffAsync(id, model, context));
    }

    private FleetQuestion Differences(ConfigurationTable model, CommandContext context) => new(
        $"table {model.Table} against {model.Device}'s", ["differences", "where"], async id =>
        {
            var here = await ReadAsync(id, context);
            var paths = TableDifferences.Between(JsonNode.Parse(here.Json), JsonNode.Parse(model.Json)).Select(difference => difference.Path).ToArray();
            return new FleetAnswer(Shown.Number(paths.Length), string.Join(", ", paths));
        });

    private async Task DiffAsync(DeviceId device, ConfigurationTable there, CommandContext context)
    {
        var here = await ReadAsync(device, context);
        var differences = TableDifferences.Between(JsonNode.Parse(here.Json), JsonNode.Parse(there.Json));
        if (differences.IsEmpty && !context.Json)
        {
            await context.TextAsync($"{context.Needed("table")} is the same at {here.Device} and {there.Device}");
            return;
        }

        await context.ColumnsAsync("path", $"{here.Device}", $"{there.Device}");
        foreach (var difference in differences)
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
