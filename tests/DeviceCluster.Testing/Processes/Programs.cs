using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace DeviceCluster.Testing.Processes;

/// <summary>Where the programs under test were built, and ports nobody has.</summary>
public static class Programs
{
    public static string Node => Path.Combine(Folder, "DeviceCluster.Node", Configuration, "DeviceCluster.Node");

    public static string Simulator => Path.Combine(Folder, "DeviceCluster.Simulator", Configuration, "DeviceCluster.Simulator");

    public static string Pbm => Path.Combine(Folder, "DeviceCluster.Pbm", Configuration, "pbm");

    /// <summary>The sample of a service that speaks to devices; who starts it has it built.</summary>
    public static string Watch => Path.Combine(Folder, "Watch", Configuration, "Watch");

    public static string NativeLibrary =>
        Environment.GetEnvironmentVariable("DEVICECLUSTER_NETSDK") ?? Path.Combine(Metadata("Root"), "artifacts/native/release/libnetsdk_open.so");

    public static int FreePort() => FreePorts(1)[0];

    /// <summary>Held together while they are chosen, so that none comes twice.</summary>
    public static IReadOnlyList<int> FreePorts(int count)
    {
        var probes = Enumerable.Range(0, count).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        try
        {
            probes.ForEach(probe => probe.Bind(new IPEndPoint(IPAddress.Loopback, 0)));
            return [.. probes.Select(probe => ((IPEndPoint)probe.LocalEndPoint!).Port)];
        }
        finally
        {
            probes.ForEach(probe => probe.Dispose());
        }
    }

    private static string Folder => Metadata("Programs");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;

    private static string Metadata(string key) =>
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
