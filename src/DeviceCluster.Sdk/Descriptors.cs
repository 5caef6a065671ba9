using System.Globalization;

namespace DeviceCluster.Sdk;

/// <summary>Open files and sockets of this process, as the kernel tells.</summary>
internal static class Descriptors
{
    private const string Row = "Max open files";

    public static int Used() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();

    /// <summary>0 = no limit.</summary>
    public static int Limit() => Limit(File.ReadLines("/proc/self/limits"));

    internal static int Limit(IEnumerable<string> limits) =>
        limits.FirstOrDefault(line => line.StartsWith(Row, StringComparison.Ordinal)) is { } line
        && line[Row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
        && int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? most
            : 0;
}
