using System.Text.RegularExpressions;

namespace DeviceCluster.Deployment.Tests.Docker;

/// <summary>One line of a Dockerfile: what to do, with what, and in which stage (-1 before the first).</summary>
internal sealed record Instruction(string Name, string Text, int Stage)
{
    public IReadOnlyList<string> Words { get; } = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A Dockerfile read as far as our rules look: lines that go on are joined, comments are gone, bases and stages are known.</summary>
internal sealed partial class Dockerfile
{
    private Dockerfile(IReadOnlyList<Instruction> instructions) => Instructions = instructions;

    public IReadOnlyList<Instruction> Instructions { get; }

    public IReadOnlyList<Instruction> Stages => [.. Instructions.Where(i => i.Name == "FROM")];

    /// <summary>What the image is made of; the other stages only make its files.</summary>
    public IEnumerable<Instruction> Final => Instructions.Where(i => i.Stage == Stages.Count - 1);

    public IEnumerable<string> StageNames => Stages.Where(s => s.Words is [_, "AS", _]).Select(s => s.Words[2]);

    public static Dockerfile Read(string text)
    {
        var lines = text.Split('\n').Where(line => !line.TrimStart().StartsWith('#'));
        var joined = Continued().Replace(string.Join('\n', lines), " ");
        var instructions = new List<Instruction>();
        var stage = -1;
        foreach (var line in joined.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var name = line.Split(' ')[0].ToUpperInvariant();
            stage += name == "FROM" ? 1 : 0;
            instructions.Add(new Instruction(name, Spaces().Replace(line[name.Length..], " ").Trim(), stage));
        }
        return new Dockerfile(instructions);
    }

    public Instruction? Last(string name) => Final.LastOrDefault(i => i.Name == name);

    /// <summary>The bases by their names, with what the ARGs before the first FROM say unless told otherwise.</summary>
    public IEnumerable<string> Bases()
    {
        var defaults = Instructions.Where(i => i.Name == "ARG" && i.Stage < 0).Select(i => i.Text.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "");
        return Stages
            .Select(stage => Variable().Replace(stage.Words[0], match => defaults.GetValueOrDefault(match.Groups[1].Value, match.Value)))
            .Except(StageNames);
    }

    /// <summary>KEY=VALUE of every ENV, all stages.</summary>
    public IEnumerable<(string Key, string Value)> Environment =>
        Instructions.Where(i => i.Name == "ENV").SelectMany(i => i.Words).Select(word => word.Split('=', 2)).Select(pair => (pair[0], pair[1]));

    [GeneratedRegex(@"\\[ \t]*\n")]
    private static partial Regex Continued();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\$\{(\w+)\}")]
    private static partial Regex Variable();
}
