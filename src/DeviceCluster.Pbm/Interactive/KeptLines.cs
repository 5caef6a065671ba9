using DeviceCluster.Pbm.Grammar;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Interactive;

/// <summary>
/// Which lines may be kept beyond a conversation: none that names a switch whose value is a secret or may have one in it. Such a line is not kept either
/// where the node refuses it, nor where its switch was mistyped and there is an object in it.
/// </summary>
internal sealed class KeptLines
{
    private readonly HashSet<string> _private = new(StringComparer.OrdinalIgnoreCase);

    public KeptLines(PalettesReply node)
    {
        foreach (var one in node.Palettes.SelectMany(palette => palette.Commands).SelectMany(command => command.Switches).Where(s => s.Secret || s.Private))
            _private.UnionWith([one.Name, one.ShortName]);
        _private.Remove("");
    }

    public bool May(string line) => !line.Contains('{') && !Words(line).Any(IsPrivate);

    private static string[] Words(string line) => line.Split([' ', '\t', '"', '\''], StringSplitOptions.RemoveEmptyEntries);

    // -password and --password, and whoever writes -password=…
    private bool IsPrivate(string word) =>
        word.StartsWith('-') && !word.EndsWith(CommandLineReader.FromStdin, StringComparison.OrdinalIgnoreCase) && _private.Contains(word.TrimStart('-').Split('=', ':')[0]);
}
