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
        },
        TimeProvider.System);

    public NetSdk Sdk { get; }

    public void Dispose() => Sdk.Dispose();

    private static string Find([CallerFilePath] string here = "") =>
        Environment.GetEnvironmentVariable("DEVICECLUSTER_NETSDK")
        ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../artifacts/native/release", SdkOptions.DefaultLibrary));
}
