using System.Globalization;
using System.Net.Sockets;

namespace DeviceCluster.Simulator.Network;

/// <summary>Finds the process that holds a port, as far as /proc shows it to us.</summary>
internal static class PortHolder
{
    private const int LocalAddressField = 1, InodeField = 9;

    public static string? Find(int port, SocketType type)
    {
        try
        {
            var inodes = Inodes(port, type == SocketType.Stream ? "tcp" : "udp");
            return inodes.Count == 0 ? null : Process(inodes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static HashSet<string> Inodes(int port, string protocol)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        string[] tables = [$"/proc/net/{protocol}", $"/proc/net/{protocol}6"];
        return [.. tables.Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > InodeField && fields[LocalAddressField].EndsWith(suffix, StringComparison.Ordinal))
            .Select(fields => $"socket:[{fields[InodeField]}]")];
    }

    private static string? Process(HashSet<string> inodes)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            if (Descriptors(folder).Any(inodes.Contains))
                return $"process {Path.GetFileName(folder)} ({Name(folder)})";
        }

        return null;
    }

    /// <summary>Processes of others, and those that end while we look, show none.</summary>
    private static List<string> Descriptors(string process)
    {
        var targets = new List<string>();
        try
        {
            foreach (var descriptor in Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")))
            {
                if (new FileInfo(descriptor).LinkTarget is { } target)
                    targets.Add(target);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return targets;
        }

        return targets;
    }

    private static string Name(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }
}
