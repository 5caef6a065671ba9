using DeviceCluster.Pbm.Grammar;
using DeviceCluster.Pbm.Output;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Running;

/// <summary>What can be asked: of pbm itself, of the node's palettes, of one command.</summary>
internal static class HelpPages
{
    private static readonly string[] Usage =
    [
        "pbm [host[:port]] [--output table|json] palette command -switch value …",
        "pbm help [palette [command]]        what the node can be asked",
        "pbm                                 interactive: history, completion with Tab, exit or Ctrl-D ends",
        "",
        "  --node HOST[:PORT]   the node, also as the first word or PBM_NODE; https:// for TLS (default 127.0.0.1:9110)",
        "  --secret-file FILE   the node's secret; else PBM_SECRET_FILE, PBM_SECRET, ~/.config/devicecluster/pbm.secret",
        "  --ca-file FILE       PEM certificates to trust instead of the system's",
        "  --output table|json  json: one object with exit, rows, text, file, and error, remedy, errorCode when it failed",
        "  --timeout SECONDS    how long a command may take (default: its own limit)",
        "  --version",
        "",
        "Passwords are asked for, or piped (-password-stdin), or taken from PBM_PASSWORD; never an argument.",
        "Lines piped to pbm without a command are run one after the other; it ends with the first code that was not 0.",
        "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 unreachable or timed out, 4 not allowed, 5 partly done, 70 fault of the node or of pbm, 74 file or stream, 130 cancelled.",
    ];

    public static void Own(IReplyWriter writer)
    {
        foreach (var line in Usage)
            writer.Text(line);
    }

    /// <summary>The words behind "help".</summary>
    public static void Of(PalettesReply node, IReadOnlyList<string> words, IReplyWriter writer)
    {
        if (words.Count == 0)
        {
            writer.Columns(["palette", "help"]);
            foreach (var each in node.Palettes)
                writer.Row([each.Name, each.Help]);
            return;
        }
        var palette = CommandLineReader.Find(node.Palettes, p => p.Name, words[0], "palette", "pbm help lists the palettes");
        if (words.Count == 1)
        {
            Commands(palette, writer);
            return;
        }
        var remedy = $"pbm help {palette.Name} lists them";
        Switches(palette, CommandLineReader.Find(palette.Commands, c => c.Name, words[1], $"command of {palette.Name}", remedy), writer);
    }

    private static void Commands(Palette palette, IReplyWriter writer)
    {
        writer.Text($"{palette.Name}: {palette.Help}");
        writer.Columns(["command", "help"]);
        foreach (var command in palette.Commands)
            writer.Row([command.Name, command.Help]);
    }

    private static void Switches(Palette palette, Command command, IReplyWriter writer)
    {
        writer.Text($"{palette.Name} {command.Name}: {command.Help}");
        foreach (var example in command.Examples)
            writer.Text($"  pbm {example}");
        if (command.Switches.Count == 0)
            return;
        writer.Columns(["switch", "value", "needed", "default", "help"]);
        foreach (var s in command.Switches)
            writer.Row([Name(s), s.ValueName, s.Required ? "yes" : "", s.DefaultValue, s.Help + Source(s)]);
    }

    private static string Name(Switch s) =>
        s.Positional ? $"{s.ValueName} or -{s.Name}" : s.ShortName.Length > 0 ? $"-{s.Name}, -{s.ShortName}" : $"-{s.Name}";

    private static string Source(Switch s) =>
        s.Secret ? $" (asked for, -{s.Name}{CommandLineReader.FromStdin}, or {SecretReader.Variable(s)})" : "";
}
