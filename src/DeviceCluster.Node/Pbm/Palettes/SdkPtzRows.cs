using System.Collections.Immutable;
using System.Globalization;
using DeviceCluster.Domain.Ptz;
using DeviceCluster.Pbm;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The table of the ABI's PTZ commands, as an operator reads it.</summary>
internal static class SdkPtzRows
{
    public static async Task ShowAsync(CommandContext context)
    {
        var wanted = context.Text("command");
        var found = wanted is null ? PtzCommandTable.Rows : Find(wanted);
        if (found.IsEmpty)
        {
            var near = Nearest.Hint(wanted!.ToUpperInvariant(), PtzCommandTable.Rows.Select(row => row.Name));
            throw CommandFailure.Usage($"no PTZ command is called or numbered '{wanted}'", near + "sdk ptz lists all");
        }

        await context.ColumnsAsync("number", "command", "parameters", "given");
        foreach (var row in found)
            await context.RowAsync(Shown.Number(row.Number), row.Name, row.Kind == PtzCommandKind.NoFacts || row.Instead is not null ? "" : row.Takes, Given(row));
    }

    /// <summary>By its number or name; where there is none, by a part of the name.</summary>
    internal static ImmutableArray<PtzCommandRow> Find(string wanted)
    {
        var exact = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? PtzCommandTable.Find(number)
            : PtzCommandTable.Find(wanted);
        return exact is not null ? [exact] : [.. PtzCommandTable.Rows.Where(row => row.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))];
    }

    private static string Given(PtzCommandRow row) => row.Kind switch
    {
        PtzCommandKind.Plain => "ptz command",
        PtzCommandKind.GoesOn => "move, zoom, focus, iris: their end is seen to",
        PtzCommandKind.HasOrder => row.Instead ?? "a command of its own",
        _ => "not supported",
    };
}
