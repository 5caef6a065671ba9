using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NETSDK_OPEN_WATCHDOG</c>: the library's watchdog at one moment.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NETSDK_OPEN_WATCHDOG")]
internal struct NativeWatchdog
{
    [NativeName("dwSize")] public uint Size;
    [NativeName("nTripMs")] public uint TripMs;
    [NativeName("bArmed")] public int Armed;
    [NativeName("bTripped")] public int Tripped;
    [NativeName("nTrips")] public ulong Trips;
    [NativeName("nTrippedBootNs")] public ulong TrippedBootNs;
    [NativeName("nLastFeedBootNs")] public ulong LastFeedBootNs;
}
