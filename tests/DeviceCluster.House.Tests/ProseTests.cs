using System.Text.RegularExpressions;

namespace DeviceCluster.House.Tests;

/// <summary>Prose that names what is gone is worse than none: each path, type, setting and command in it is looked up.</summary>
public partial class ProseTests
{
    // Names of others' code that our prose uses.
    private static readonly HashSet<string> Foreign =
    [
        "PersistAsync", "Persist", "PersistAll", "BroadcastHub", "GraphStage", "SafeHandle", "LibraryImport", "UnmanagedCallersOnly", "CoordinatedShutdown", "TimeProvider",
        "ShutdownTimeout", "PipeTo", "StreamRef", "StreamRefs", "Serilog", "Kestrel", "DData", "AddObject", "AckSubChannel", "DHAV", "DVRIP", "BOOL", "LLONG", "DWORD",
    ];

    public static TheoryData<string> Pages => [.. Repository.Prose];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Everything_a_page_names_exists(string page)
    {
        var missing = Spans(Repository.Read(page)).Where(span => !Exists(span, page)).Distinct();

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        var broken = Links().Matches(Repository.Read(page)).Select(m => m.Groups[1].Value.Split('#')[0])
            .Where(link => link.Length > 0 && !link.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, link)));

        Assert.Empty(broken);
    }

    [Fact]
    public void The_readme_is_at_most_120_lines_long()
    {
        Assert.InRange(Repository.Read("README.md").Split('\n').Length, 20, 121);
    }

    private static IEnumerable<string> Spans(string text)
    {
        var prose = Fences().Replace(text, "");
        var commands = Fences().Matches(text).SelectMany(m => m.Value.Split('\n')).Where(l => l.StartsWith("./run", StringComparison.Ordinal));
        return CodeSpans().Matches(prose).Select(m => m.Groups[1].Value.Trim()).Concat(commands);
    }

    private static bool Exists(string span, string page)
    {
        if (span.StartsWith("./run", StringComparison.Ordinal))
            return IsCommandOfRun(span);
        if (span.StartsWith("pbm ", StringComparison.Ordinal))
            return IsCommandOfPbm(span);
        if (Setting().IsMatch(span))
            return IsSetting(span);
        if (OwnPath().IsMatch(span))
            return IsPath(span, page);
        if (NativeName().IsMatch(span))
            return Repository.Read("native/netsdk/include/netsdk_open.h").Contains(span.Split('(')[0], StringComparison.Ordinal);
        return !TypeName().IsMatch(span) || Foreign.Contains(span.Split('.')[0]) || Types.Contains(span.Split('.')[0]);
    }

    // From the root, from the page, or the bare name of one of our files.
    private static bool IsPath(string span, string page) =>
        span.Contains('*', StringComparison.Ordinal)
        || Path.Exists(Repository.PathOf(span))
        || Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.PathOf(page))!, span))
        || (!span.Contains('/', StringComparison.Ordinal) && FileNames.Contains(span));

    private static bool IsCommandOfRun(string span)
    {
        var words = span.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 1)
            return true;
        var known = Regex.IsMatch(Repository.Read("run"), $@"^\s+{Regex.Escape(words[1])}( \|[^)]*)?\)", RegexOptions.Multiline);
        return known && (words[1] != "pbm" || words.Length < 4 || IsCommandOfPbm(string.Join(' ', words[1..])));
    }

    // A palette is the node's files that begin with its name; its commands and their switches are named there, or in what it shares with the others.
    private static bool IsCommandOfPbm(string span)
    {
        var words = span.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToArray();
        if (words is [] or ["help", ..] || !Word().IsMatch(words[0]))
            return true;
        var files = Repository.Files(Palettes, $"{words[0].Replace("-", "", StringComparison.Ordinal)}*.cs", MatchCasing.CaseInsensitive).ToArray();
        var palette = files.Any(file => file.EndsWith("Palette.cs", StringComparison.Ordinal)) ? string.Concat(files.Select(File.ReadAllText)) : null;
        var commands = words.Skip(1).TakeWhile(w => Word().IsMatch(w)).Take(1).SelectMany(w => w.Split('|'));
        var switches = words.Where(w => Switch().IsMatch(w)).Select(w => w[1..]);
        return palette is not null
            && commands.All(command => palette.Contains($"\"{command}\"", StringComparison.Ordinal))
            && switches.All(name => PaletteSource.Contains($"\"{name}\"", StringComparison.Ordinal));
    }

    private static bool IsSetting(string span) =>
        span.Replace("__", ":", StringComparison.Ordinal).Split(':').Skip(1).All(part => Regex.IsMatch(NodeSource, $@"\b{Regex.Escape(part)}\b"));

    private const string Palettes = "src/DeviceCluster.Node/Pbm";

    private static readonly string PaletteSource = string.Join('\n', Repository.Files(Palettes, "*.cs").Select(File.ReadAllText));

    private static readonly string NodeSource = string.Join('\n', Repository.Files("src/DeviceCluster.Node", "*.cs").Select(File.ReadAllText));

    private static readonly HashSet<string> FileNames =
        [.. new[] { "src", "tests", "native" }.SelectMany(folder => Repository.Files(folder, "*")).Select(file => Path.GetFileName(file))];

    private static readonly HashSet<string> Types =
    [
        .. Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs")).SelectMany(f => TypeDeclaration().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value),
        .. Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj")).Select(f => Path.GetFileNameWithoutExtension(f)["DeviceCluster.".Length..].Split('.')[0]),
        .. Repository.Files("src", "*.cs").Select(f => Path.GetFileName(Path.GetDirectoryName(f))!),
        .. Repository.Files("native", "*.h").SelectMany(f => TypeDeclaration().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value),
        "DeviceCluster",
    ];

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpans();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^DeviceCluster(:|__)\w+((:|__)\w+)*$")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^(src|tests|native|docs|\.ci)/[\w.*/-]*$|^[\w-]+\.(md|sh|h|cpp|cs|json|props|txt|proto|sln)$|^[\w-]+/[\w.-]+\.(md|sh|h|cpp|cs|json|proto)$")]
    private static partial Regex OwnPath();

    [GeneratedRegex(@"^(CLIENT|NETSDK_OPEN)_\w+(\(.*\))?$")]
    private static partial Regex NativeName();

    [GeneratedRegex(@"^([A-Z][a-z0-9]+){2,}(\.\w+)*$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^-[a-z][a-z-]*$")]
    private static partial Regex Switch();

    [GeneratedRegex(@"^[a-z][a-z|-]*$")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface)\s+(?:struct\s+|class\s+)?([A-Z]\w+)")]
    private static partial Regex TypeDeclaration();
}
