using System.Text.RegularExpressions;

namespace DeviceCluster.House.Tests;

/// <summary>The one thing of `dotnet format` that neither the build nor its look at white space holds: the order of usings, as it sorts them.</summary>
public partial class UsingOrderTests
{
    private static readonly Comparer<string[]> Names = Comparer<string[]>.Create(ByParts);

    [Fact]
    public void Usings_are_sorted_those_of_System_first()
    {
        string[] folders = ["src", "tests", "samples"];
        var files = folders.SelectMany(folder => Repository.Files(folder, "*.cs")).Where(file => !IsSorted(File.ReadAllText(file)));

        Assert.Empty(files);
    }

    [Theory]
    [InlineData("using Alpha;\nusing System;\n")]
    [InlineData("using System.Net;\nusing System.Linq;\n")]
    [InlineData("using A.B.C;\nusing A.B;\n")]
    [InlineData("using static A.B;\nusing A;\n")]
    [InlineData("using A = Z;\nusing static B;\n")]
    [InlineData("using B;\nglobal using A;\n")]
    public void A_wrong_order_is_seen(string text)
    {
        Assert.False(IsSorted(text));
    }

    private static bool IsSorted(string text)
    {
        var usings = Usings().Matches(text).ToArray();
        var sorted = usings
            .OrderBy(match => !match.Groups["global"].Success)
            .ThenBy(match => match.Groups["alias"].Success ? 2 : match.Groups["static"].Success ? 1 : 0)
            .ThenBy(NameOf, Names);
        return usings.SequenceEqual(sorted);
    }

    // What is sorted by its alias is not sorted by its name.
    private static string[] NameOf(Match match) => (match.Groups["alias"].Success ? match.Groups["alias"] : match.Groups["name"]).Value.Split('.');

    private static int ByParts(string[] left, string[] right)
    {
        if ((left[0] == "System") != (right[0] == "System"))
            return left[0] == "System" ? -1 : 1;
        var differ = left.Zip(right, (l, r) => string.Compare(l, r, StringComparison.OrdinalIgnoreCase)).FirstOrDefault(order => order != 0);
        return differ != 0 ? differ : left.Length - right.Length;
    }

    [GeneratedRegex(@"^(?<global>global )?using (?<static>static )?((?<alias>\w+) = )?(?<name>[\w.:<>,\[\] ]+);\s*$", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
