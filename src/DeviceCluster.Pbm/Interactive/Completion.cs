using System.Collections.Immutable;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Interactive;

/// <summary>What can stand where the cursor is: a palette, its command, or a switch of that.</summary>
internal static class Completion
{
    private static readonly string[] Own = ["help", "exit"];

    /// <summary>Whole words that begin as the last word before the cursor does.</summary>
    public static ImmutableArray<string> Candidates(PalettesReply node, string before)
    {
        var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var begun = before.Length == 0 || before.EndsWith(' ') ? "" : words[^1];
        if (begun.Length > 0)
            words.RemoveAt(words.Count - 1);
        var help = words.Count > 0 && Same(words[0], "help");
        return [.. Known(node, help ? words[1..] : words, help).Where(k => k.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).Order()];
    }

    /// <summary>What all candidates begin with: as far as Tab can go by itself.</summary>
    public static string CommonStart(IReadOnlyList<string> candidates)
    {
        var first = candidates[0];
        var length = candidates.Min(c => first.Zip(c).TakeWhile(pair => pair.First == pair.Second).Count());
        return first[..length];
    }

    private static IEnumerable<string> Known(PalettesReply node, List<string> words, bool help)
    {
        if (words.Count == 0)
            return node.Palettes.Select(p => p.Name).Concat(help ? [] : Own);
        var palette = node.Palettes.FirstOrDefault(p => Same(p.Name, words[0]));
        if (palette is null || words.Count == 1)
            return palette?.Commands.Select(c => c.Name) ?? [];
        var command = palette.Commands.FirstOrDefault(c => Same(c.Name, words[1]));
        return help || command is null ? [] : command.Switches.Select(Shown).Where(s => !words.Contains(s, StringComparer.OrdinalIgnoreCase));
    }

    private static string Shown(Switch s) => s.Secret ? $"-{s.Name}{Grammar.CommandLineReader.FromStdin}" : $"-{s.Name}";

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
