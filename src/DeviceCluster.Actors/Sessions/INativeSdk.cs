using System.Threading.Channels;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>The native library as sessions use it. A seam for tests, which need calls that hang and handles that never were.</summary>
internal interface INativeSdk
{
    ChannelReader<SessionLost> Losses { get; }

    /// <summary>Told by the finaliser of a login that lost its owner. It may not wait.</summary>
    Action<nint>? OnLeakedHandle { get; set; }

    /// <summary>Logs such a login out. Blocks.</summary>
    void LogoutLeaked(nint handle);

    /// <summary>A login can be ended without a word to the device. Otherwise only the end of the process does that.</summary>
    bool CanAbort { get; }

    /// <summary>Blocks.</summary>
    /// <exception cref="LoginException">There is no session.</exception>
    INativeLogin Login(LoginRequest request);

    /// <summary>
    /// From now on the watchdog must be fed: later than <paramref name="trip"/> it shuts the library up, later than <paramref name="kill"/> the kernel
    /// ends the process.
    /// </summary>
    IWatchdog ArmWatchdog(TimeSpan trip, TimeSpan kill);
}
