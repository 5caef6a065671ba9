using System.Globalization;

namespace DeviceCluster.Node.Hosting;

/// <summary>Who listens on a TCP port, as far as /proc tells this user.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";

    /// <summary>" by NAME (process N)", or nothing.</summary>
    public static string Of(int port)
    {
        try
        {
            var inodes = Sockets("/proc/net/tcp", port).Concat(Sockets("/proc/net/tcp6", port));
            var sockets = inodes.Select(inode => $"socket:[{inode}]").ToHashSet();
            return sockets.Count > 0 && Directory.EnumerateDirectories("/proc").FirstOrDefault(process => Holds(process, sockets)) is { } holder
                ? $" by {File.ReadAllText(Path.Combine(holder, "comm")).Trim()} (process {Path.GetFileName(holder)})"
                : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Processes come and go while they are read; the message does without the name then.
            return "";
        }
    }

    // sl local_address rem_address st … inode: the address is hex, host:port.
    private static IEnumerable<string> Sockets(string table, int port) =>
        !File.Exists(table) ? [] :
        from line in File.ReadLines(table).Skip(1)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields.Length > 9 && fields[3] == Listening
            && int.TryParse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var local) && local == port
        select fields[9];

    private static bool Holds(string process, HashSet<string> sockets)
    {
        if (!Path.GetFileName(process).All(char.IsAsciiDigit))
            return false;
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(fd => new FileInfo(fd).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
