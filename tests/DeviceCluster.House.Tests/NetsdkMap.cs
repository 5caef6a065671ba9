namespace DeviceCluster.House.Tests;

/// <summary>The tables of docs/netsdk.md.</summary>
internal static class NetsdkMap
{
    public const string Page = "docs/netsdk.md";

    /// <summary>The cells of each row of a section's table.</summary>
    public static IEnumerable<string[]> Rows(string section) =>
        Repository.Read(Page).Split("\n## ").Single(part => part.StartsWith(section + "\n", StringComparison.Ordinal)).Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|', ' ').Split(" | "));
}
