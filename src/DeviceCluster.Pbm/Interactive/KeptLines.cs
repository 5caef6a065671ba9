using DeviceCluster.Pbm.Grammar;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Interactive;

/// <summary>
/// Which lines may be kept beyond a conversation: those that pbm could read whole, every switch of them known, where none of these may have a secret in
/// its value and no object is in the line. What was mistyped is not kept, for a secret may stand behind it.
/// </summary>
internal sealed class KeptLines(PalettesReply node)
{
    private readonly HashSet<string> _names = new(
        node.Palettes.SelectMany(palette => palette.Commands.Select(command => command.Name).Append(palette.Name)), StringComparer.OrdinalIgnoreCase);

    public bool May(string line)
    {
        if (line.Contains('{'))
            return false;
        try
        {
            var words = LineSplitter.Split(line);
            if (words.IsEmpty || words[0].Equals("help", StringComparison.OrdinalIgnoreCase))
                return words.Skip(1).All(_names.Contains);
            var read = CommandLineReader.Read(node.Palettes, words);
            return !read.Command.Switches.Any(s => s.Private && read.Values.ContainsKey(s.Name)) && !read.Values.Values.Any(IsMistyped);
        }
        catch (PbmException)
        {
            return false;
        }
    }

    // -host -pasword …: a switch that is none was read as the value of the one before it.
    private static bool IsMistyped(string value) => value.Length > 1 && value[0] == '-' && !char.IsAsciiDigit(value[1]);
}
