using System.Text.RegularExpressions;

namespace DeviceCluster.House.Tests;

/// <summary>Tests that a page names: "SomethingTests.A_sentence", or "native: the sentence of a TEST_CASE".</summary>
internal static partial class NamedTests
{
    /// <summary>Of an attribute. A text in it may have brackets of its own.</summary>
    private const string Inside = """(?:"(?:[^"\\]|\\.)*"|[^\]"])*""";

    private static readonly string NativeSources =
        string.Join('\n', Repository.Files("native", "*.cpp").Select(File.ReadAllText));

    public static IEnumerable<string> In(string text) => Names().Matches(text).Select(m => m.Groups[1].Value);

    public static bool Exists(string name)
    {
        if (name.StartsWith("native: ", StringComparison.Ordinal))
            return NativeSources.Contains($"TEST_CASE(\"{name["native: ".Length..]}\"", StringComparison.Ordinal);
        var (type, method) = (name.Split('.')[0], name.Split('.')[1]);
        return Repository.Files("tests", type + ".cs").Select(File.ReadAllText)
            .Any(text => Regex.IsMatch(text, $@"\[(\w*Fact|\w*Theory){Inside}\](\s*\[{Inside}\])*\s*public (unsafe )?(async )?(Task|void) {Regex.Escape(method)}\("));
    }

    [GeneratedRegex(@"`(native: [^`]+|\w+Tests\.\w+)`")]
    private static partial Regex Names();
}
