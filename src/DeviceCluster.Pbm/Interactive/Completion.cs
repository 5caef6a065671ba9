using System.Collections.Immutable;
using DeviceCluster.Pbm.Grammar;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Interactive;

/// <summary>What can stand where the cursor is: a palette, its command, a switch of that, or a word that the node knows for it.</summary>
internal sealed record Completion(ImmutableArray<string> Known, string Kind, string Begun)
{
    private static readonly string[] Own = ["help", "exit"];

    /// <summary>Of the text before the cursor. <see cref="Kind"/> is what the node is to be asked for; empty = nothing.</summary>
    public static Completion Of(PalettesReply node, string before)
    {
        var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var begun = before.Length == 0 || before.EndsWith(' ') ? "" : words[^1];
        if (begun.Length > 0)
            words.RemoveAt(words.Count - 1);
        var help = words.Count > 0 && Same(words[0], "help");
        var known = Words(node, help ? words[1..] : words, help).Where(k => k.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).Order();
        return help || Command(node, words) is not { } command
            ? new Completion([.. known], "", begun)
            : Value(command, words[2..]) is { } open
                ? new Completion([.. Choices(open, begun)], open.Words, begun)
                : !begun.StartsWith('-') && Place(command, words[2..]) is { } place
                    ? new Completion([.. Choices(place, begun), .. known], place.Words, begun)
                    : new Completion([.. known], "", begun);
    }

    /// <summary>What all candidates begin with: as far as Tab can go by itself.</summary>
    public static string CommonStart(IReadOnlyList<string> candidates)
    {
        var first = candidates[0];
        var length = candidates.Min(c => first.Zip(c).TakeWhile(pair => pair.First == pair.Second).Count());
        return first[..length];
    }

    private static IEnumerable<string> Words(PalettesReply node, List<string> words, bool help)
    {
        if (words.Count == 0)
            return node.Palettes.Select(p => p.Name).Concat(help ? [] : Own);
        var palette = node.Palettes.FirstOrDefault(p => Same(p.Name, words[0]));
        if (palette is null || words.Count == 1)
            return palette?.Commands.Select(c => c.Name) ?? [];
        var command = Command(node, words);
        return help || command is null ? [] : command.Switches.Select(Shown).Where(s => !words.Contains(s, StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Choices(Switch open, string begun) =>
        open.Choices.Where(choice => choice.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).Order();

    private static Command? Command(PalettesReply node, List<string> words) => words.Count < 2
        ? null
        : node.Palettes.FirstOrDefault(p => Same(p.Name, words[0]))?.Commands.FirstOrDefault(c => Same(c.Name, words[1]));

    /// <summary>The switch whose value comes next, because its name stands just before.</summary>
    private static Switch? Value(Command command, List<string> words) =>
        words is [.., var last] && last.StartsWith('-') && Named(command, last) is { ValueName.Length: > 0, Secret: false } open ? open : null;

    /// <summary>The first switch that may stand without its name and is not there yet.</summary>
    private static Switch? Place(Command command, List<string> words)
    {
        var free = new Queue<Switch>(command.Switches.Where(s => s.Positional && !words.Any(w => w.StartsWith('-') && Named(command, w) == s)));
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].StartsWith('-') && Named(command, words[i]) is { } named)
                i += named.ValueName.Length > 0 && !named.Secret ? 1 : 0;
            else
                free.TryDequeue(out _);
        }

        return free.TryPeek(out var next) ? next : null;
    }

    private static Switch? Named(Command command, string word) => command.Switches.FirstOrDefault(
        s => Same(s.Name, word.TrimStart('-')) || (s.ShortName.Length > 0 && Same(s.ShortName, word.TrimStart('-'))));

    private static string Shown(Switch s) => s.Secret ? $"-{s.Name}{CommandLineReader.FromStdin}" : $"-{s.Name}";

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
