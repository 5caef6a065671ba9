using System.Globalization;
using DeviceCluster.Pbm;
using DeviceCluster.Pbm.V1;
using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The native library of this node: which it is, what it can, whether it is well, and what its errors mean.</summary>
internal sealed class SdkPalette(NetSdk sdk) : IPalette
{
    public string Name => "sdk";

    public string Help => "the native library of this node";

    public IReadOnlyList<PaletteCommand> Commands =>
    [
        new(new Command { Name = "info", Help = "which library, and what it counts" }, InfoAsync),
        new(new Command
        {
            Name = "errors",
            Help = "what a code, or the number of a login's outcome, means: by number, name or a part of it; all without one",
            Switches =
            {
                new Switch { Name = "code", ValueName = "CODE", Help = "104, 0x80000068, a login's 5, NET_LOGIN_ERROR_LOCKED or a word", Positional = true, Words = PbmWords.Errors },
            },
            Examples = { "sdk errors 104", "sdk errors locked" },
        }, ErrorsAsync),
        new(new Command { Name = "functions", Help = "the functions of the vendor's interface, and which of them this library has" }, FunctionsAsync),
        new(new Command
        {
            Name = "ptz",
            Help = "what each PTZ command of the SDK takes, from where to where, and how it is given: by its name, a part of it or its number; all without one",
            Switches =
            {
                new Switch { Name = "command", ValueName = "COMMAND", Help = "EXACTGOTO, 67 or a part of a name", Positional = true, Words = PbmWords.PtzCommands },
            },
            Examples = { "sdk ptz EXACTGOTO", "sdk ptz loop" },
        }, SdkPtzRows.ShowAsync),
        new(new Command { Name = "doctor", Help = "looks whether the library is fit and well" }, DoctorAsync),
    ];

    private async Task InfoAsync(CommandContext context)
    {
        await context.ColumnsAsync("property", "value");
        await context.RowAsync("library", sdk.Info.Path);
        await context.RowAsync("version", sdk.Info.VersionText);
        await context.RowAsync("implementation", sdk.Info.OpenVersion is { } open ? $"netsdk_open {open}" : "the vendor's");
        await context.RowAsync("layoutsChecked", Shown.Number(sdk.Info.LayoutsChecked));
        if (sdk.Figures() is not { } figures)
            return;
        await context.RowAsync("threads", Shown.Number(figures.Threads));
        await context.RowAsync("logins", Shown.Number(figures.Logins));
        await context.RowAsync("lives", Shown.Number(figures.Lives));
        await context.RowAsync("searches", Shown.Number(figures.Searches));
        await context.RowAsync("bytesReceived", Shown.Number(figures.BytesReceived));
        await context.RowAsync("framesDelivered", Shown.Number(figures.FramesDelivered));
        await context.RowAsync("bytesDelivered", Shown.Number(figures.BytesDelivered));
        await context.RowAsync("readsPaused", Shown.Number(figures.ReadsPaused));
        await context.RowAsync("slowCallbacks", Shown.Number(figures.SlowCallbacks));
        await context.RowAsync("lateAnswers", Shown.Number(figures.LateAnswers));
        await context.RowAsync("garbage", Shown.Number(figures.Garbage));
        await context.RowAsync("resyncs", Shown.Number(figures.Resyncs));
    }

    private static async Task ErrorsAsync(CommandContext context)
    {
        var wanted = context.Text("code");
        var found = wanted is null ? SdkErrors.All : SdkErrorRows.Find(wanted);
        if (found.Count == 0)
        {
            var near = Nearest.Hint(wanted!, SdkErrors.All.Select(error => error.Name));
            throw CommandFailure.Usage($"no error is called or numbered '{wanted}'", near + "sdk errors lists all");
        }

        await context.ColumnsAsync("code", "number", "login", "name", "words");
        foreach (var error in found)
            await context.RowAsync(
                string.Create(CultureInfo.InvariantCulture, $"0x{error.Code:X8}"), Shown.Number(error.Number), SdkErrorRows.LoginOf(error), error.Name, error.Words);
    }

    private async Task FunctionsAsync(CommandContext context)
    {
        await context.ColumnsAsync("function", "manual", "exported", "called");
        foreach (var function in sdk.Functions())
            await context.RowAsync(
                function.Symbol, Shown.YesNo(function.OfManual), Shown.YesNo(function.IsExported), Shown.YesNo(function.IsCalled));
    }

    private async Task DoctorAsync(CommandContext context)
    {
        var findings = SdkDoctor.Look(sdk);
        await context.ColumnsAsync("check", "verdict", "found", "remedy");
        foreach (var finding in findings)
            await context.RowAsync(finding.Check, finding.Good ? "good" : "bad", finding.Found, finding.Remedy);
        var bad = findings.Count(finding => !finding.Good);
        if (bad > 0)
            throw new CommandFailure(
                CommandFailure.RefusedCode, "unwell", $"{bad} of {findings.Count} checks are bad", "each row says what helps");
    }
}
