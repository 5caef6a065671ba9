using System.Globalization;
using DeviceCluster.Actors;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;
using DeviceCluster.Pbm;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The command of the palette <c>ptz</c> for all that the ABI knows and that has no command of its own.</summary>
internal sealed class PtzByName(DeviceGateway devices)
{
    private const int Most = 1_000_000;

    public PaletteCommand Command => PtzPalette.Order(
        "command",
        "gives a camera a command of the SDK by its name or number: for what has no command of its own; 'sdk ptz' tells each one's parameters",
        RunAsync,
        ["ptz command gate RESETZERO", "ptz command gate EXACTGOTO -first 900 -second -100 -third 4", "ptz command gate FASTGOTO -first 2000 -second -500 -third 4"],
        new Switch { Name = "name", ValueName = "NAME", Help = "of the SDK, or its number", Required = true, Positional = true, Words = PbmWords.PtzCommands },
        Parameter("first"), Parameter("second"), Parameter("third"));

    private static Switch Parameter(string name) => Switches.Value(name, "N", $"its {name} parameter; 'sdk ptz' tells what it is, and its range", "0");

    private Task RunAsync(CommandContext context) => PtzPalette.GiveAsync(devices, context, new PtzOrder.Command(
        context.Device(), context.Channel(), PtzPalette.Holder(context), Number(context.Needed("name")),
        Value(context, "first"), Value(context, "second"), Value(context, "third")));

    // A number that the table lacks is refused there, in its own words.
    private static int Number(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : PtzCommandTable.Find(name)?.Number ?? throw CommandFailure.Usage(
            $"there is no PTZ command '{name}'",
            Nearest.Hint(name.ToUpperInvariant(), PtzCommandTable.Rows.Select(row => row.Name)) + "'sdk ptz' lists all");

    private static int Value(CommandContext context, string name) =>
        int.TryParse(context.Needed(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && Math.Abs((long)value) <= Most
            ? value
            : throw CommandFailure.Usage($"-{name} {context.Needed(name)}", string.Create(CultureInfo.InvariantCulture, $"a whole number from {-Most} to {Most}"));
}
