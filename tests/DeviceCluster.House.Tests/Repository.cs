using System.Reflection;

namespace DeviceCluster.House.Tests;

/// <summary>The checked-out tree the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] ProseFolders = ["docs", "k8s", "native/netsdk", "native"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>README and every page of prose, as paths from the root.</summary>
    public static IEnumerable<string> Prose =>
        ProseFolders.Select(PathOf).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
            .Append(PathOf("README.md"))
            .Select(file => Path.GetRelativePath(Root, file))
            .Distinct();

    public static IEnumerable<string> Files(string folder, string pattern, MatchCasing casing = MatchCasing.CaseSensitive) =>
        Directory.Exists(PathOf(folder))
            ? Directory.EnumerateFiles(PathOf(folder), pattern, new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = casing })
            : [];

    private static string FindRoot() =>
        Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Root").Value!);
}
