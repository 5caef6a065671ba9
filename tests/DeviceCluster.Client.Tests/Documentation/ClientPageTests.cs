using System.Reflection;
using System.Text.RegularExpressions;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Client.Tests.Documentation;

/// <summary>What the page for developers shows is compiled, and what it says of options is so.</summary>
public sealed partial class ClientPageTests
{
    private static readonly string Root =
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "Root").Value!;

    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs/client.md"));

    [Fact]
    public void Every_piece_of_code_on_the_page_is_compiled_word_for_word()
    {
        var compiled = Flat(File.ReadAllText(Path.Combine(Root, "tests/DeviceCluster.Client.Tests/Documentation/Examples.cs")));
        var pieces = Pieces().Matches(Page).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(pieces);
        Assert.All(pieces, piece => Assert.Contains(Flat(piece), compiled, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_is_on_the_page_with_its_default()
    {
        var defaults = new DeviceClusterClientOptions { Seeds = [] };
        var options = typeof(DeviceClusterClientOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance);

        Assert.All(options, option => Assert.Contains($"| **{option.Name}** |", Page, StringComparison.Ordinal));
        Assert.Contains($"| **Deadline** | {defaults.Deadline.TotalSeconds:0} s |", Page, StringComparison.Ordinal);
        Assert.Contains($"| **StableAfter** | {defaults.StableAfter.TotalSeconds:0} s |", Page, StringComparison.Ordinal);
        Assert.Contains($"| **MaxInFlight** | {defaults.MaxInFlight} |", Page, StringComparison.Ordinal);
        Assert.Contains($"| **SystemName** | {defaults.SystemName} |", Page, StringComparison.Ordinal);
    }

    // Line ends and indentation are the page's own.
    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Pieces();
}
