using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using DeviceCluster.Sdk;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>The real library, loaded once for all tests of this process.</summary>
public sealed class NativeLibrary : IDisposable
{
    public NativeLibrary() => Sdk = NetSdk.Load(
        new SdkOptions
        {
            LibraryPath = Find(),
            ConnectTimeout = TimeSpan.FromSeconds(2),
            StepTimeout = TimeSpan.FromSeconds(4),
            KeepAlive = TimeSpan.FromSeconds(1),
            LossAfter = TimeSpan.FromSeconds(4),
            DiscoveryPort = DiscoveryPort,
        },
        TimeProvider.System);

    public NetSdk Sdk { get; }

    /// <summary>Where the library searches: a port that was free, so that neither a real device nor another test answers.</summary>
    public int DiscoveryPort { get; } = FreePort();

    public void Dispose() => Sdk.Dispose();

    private static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    private static string Find([CallerFilePath] string here = "") =>
        Environment.GetEnvironmentVariable("DEVICECLUSTER_NETSDK")
        ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../artifacts/native/release", SdkOptions.DefaultLibrary));
}
