using System.Text.RegularExpressions;

namespace DeviceCluster.House.Tests;

/// <summary>docs/failures.md says which test shows each bad ending avoided; here the tests are looked for.</summary>
public partial class FailuresTests
{
    private const string Page = "docs/failures.md";

    [Fact]
    public void Every_failure_names_at_least_one_test()
    {
        var without = Rows().Where(row => Tests().Count(row) == 0);

        Assert.Empty(without);
    }

    [Fact]
    public void Every_test_named_exists_and_is_a_test()
    {
        var missing = Rows().SelectMany(row => Tests().Matches(row)).Select(m => m.Groups[1].Value).Where(name => !Exists(name));

        Assert.Empty(missing);
    }

    [Fact]
    public void The_page_has_a_row_for_each_failure_the_project_promises_to_survive()
    {
        Assert.InRange(Rows().Count(), 20, 200);
    }

    private static IEnumerable<string> Rows() =>
        Repository.Read(Page).Split('\n')
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| what goes wrong", StringComparison.Ordinal));

    // "SomethingTests.A_sentence", or "native: the sentence of a TEST_CASE".
    private static bool Exists(string name)
    {
        if (name.StartsWith("native: ", StringComparison.Ordinal))
            return NativeSources.Contains($"TEST_CASE(\"{name["native: ".Length..]}\"", StringComparison.Ordinal);
        var (type, method) = (name.Split('.')[0], name.Split('.')[1]);
        return Repository.Files("tests", type + ".cs").Select(File.ReadAllText)
            .Any(text => Regex.IsMatch(text, $@"\[(\w*Fact|\w*Theory)[^\]]*\](\s*\[[^\]]*\])*\s*public (async )?(Task|void) {Regex.Escape(method)}\("));
    }

    private static readonly string NativeSources =
        string.Join('\n', Repository.Files("native", "*.cpp").Select(File.ReadAllText));

    [GeneratedRegex(@"`(native: [^`]+|\w+Tests\.\w+)`")]
    private static partial Regex Tests();
}
