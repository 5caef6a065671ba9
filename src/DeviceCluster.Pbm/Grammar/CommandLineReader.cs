using System.Collections.Immutable;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Grammar;

/// <summary>The grammar <c>palette command -switch value</c>: one dash, case does not matter, switches and words in any order.</summary>
internal static class CommandLineReader
{
    public const string FromStdin = "-stdin";

    public static CommandLine Read(IReadOnlyList<Palette> palettes, IReadOnlyList<string> words)
    {
        var palette = Find(palettes, p => p.Name, words[0], "palette", "pbm help lists the palettes");
        if (words.Count < 2)
            throw PbmException.Usage($"palette {palette.Name} needs a command", $"one of: {Names(palette)}; pbm help {palette.Name} explains them");
        var command = Find(palette.Commands, c => c.Name, words[1], $"command of {palette.Name}", $"one of: {Names(palette)}");
        return new Reading(palette, command).Of(words.Skip(2));
    }

    public static T Find<T>(IReadOnlyList<T> known, Func<T, string> name, string word, string what, string remedy) where T : class =>
        known.FirstOrDefault(k => string.Equals(name(k), word, StringComparison.OrdinalIgnoreCase))
        ?? throw PbmException.Usage($"there is no {what} '{word}'", Nearest.Hint(word, known.Select(name)) + remedy);

    private static string Names(Palette palette) => string.Join(", ", palette.Commands.Select(c => c.Name));

    /// <summary>One pass over the words behind the command.</summary>
    private sealed class Reading(Palette palette, Command command)
    {
        private readonly Dictionary<string, string> _values = [];
        private readonly HashSet<string> _fromStdin = [];

        private string Help => $"pbm help {palette.Name} {command.Name} shows its switches";

        public CommandLine Of(IEnumerable<string> words)
        {
            var open = new Queue<string>(words);
            while (open.TryDequeue(out var word))
            {
                if (IsSwitch(word))
                    Take(word, open);
                else
                    Place(word);
            }
            foreach (var missing in command.Switches.Where(s => s is { Required: true, Secret: false } && !_values.ContainsKey(s.Name)).Take(1))
                throw PbmException.Usage($"{palette.Name} {command.Name} needs {Shown(missing)}", Help);
            return new CommandLine(palette, command, _values.ToImmutableDictionary(), [.. _fromStdin]);
        }

        private void Take(string word, Queue<string> open)
        {
            var name = word.TrimStart('-');
            if (command.Switches.FirstOrDefault(s => s.Secret && Same(s.Name + FromStdin, name)) is { } secret)
            {
                _fromStdin.Add(secret.Name);
                return;
            }
            var found = Lookup(name) ?? throw PbmException.Usage(
                $"{palette.Name} {command.Name} has no switch '{word}'", Nearest.Hint(name, command.Switches.Select(s => s.Name)) + Help);
            if (found.Secret)
                throw PbmException.Usage(
                    $"-{found.Name} takes no value on the command line, where other users of the machine can read it",
                    $"leave it away to be asked, pipe it with -{found.Name}{FromStdin}, or set {SecretReader.Variable(found)}");
            if (found.ValueName.Length == 0)
                Set(found, "true");
            else if (open.TryPeek(out var next) && !(IsSwitch(next) && Lookup(next.TrimStart('-')) is not null))
                Set(found, open.Dequeue());
            else
                throw PbmException.Usage($"-{found.Name} needs a value {found.ValueName}", Help);
        }

        private void Place(string word)
        {
            var free = command.Switches.FirstOrDefault(s => s.Positional && !_values.ContainsKey(s.Name))
                ?? throw PbmException.Usage($"{palette.Name} {command.Name} cannot place the word '{word}'", Help);
            Set(free, word);
        }

        private void Set(Switch found, string value)
        {
            if (!_values.TryAdd(found.Name, value))
                throw PbmException.Usage($"-{found.Name} is given twice", Help);
        }

        private Switch? Lookup(string name) =>
            command.Switches.FirstOrDefault(s => Same(s.Name, name) || (s.ShortName.Length > 0 && Same(s.ShortName, name)));

        private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

        private static bool IsSwitch(string word) => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]);

        private static string Shown(Switch s) => s.Positional ? s.ValueName : $"-{s.Name} {s.ValueName}";
    }
}
