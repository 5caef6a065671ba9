using System.Diagnostics;
using System.Globalization;

namespace DeviceCluster.Testing.Postgres;

/// <summary>A process and its children, signalled together: the parent first, so that it starts no further child meanwhile.</summary>
internal static class ProcessTree
{
    public static void Signal(int parent, string signal)
    {
        Send(signal, [parent]);
        Send(signal, Children(parent));
    }

    public static void Send(string signal, IReadOnlyCollection<int> processes)
    {
        if (processes.Count == 0)
            return;
        // One that ended meanwhile is no error.
        var start = new ProcessStartInfo("kill", [$"-{signal}", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]) { RedirectStandardError = true };
        using var kill = Process.Start(start)!;
        kill.WaitForExit();
    }

    public static List<int> Children(int parent)
    {
        var children = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && ParentOf(folder) == parent)
                children.Add(id);
        }
        return children;
    }

    /// <summary>The fourth field of stat; the second is a name in brackets that may hold anything.</summary>
    private static int ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText($"{folder}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended while the folder was read.
            return 0;
        }
    }
}
