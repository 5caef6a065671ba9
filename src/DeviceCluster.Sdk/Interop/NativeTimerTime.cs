using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>struct itimerspec</c> of the C library: when a timer ends; all zero = never.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("struct itimerspec", Header = "time.h")]
internal struct NativeTimerTime
{
    [NativeName("it_interval")] public NativeTime Interval;
    [NativeName("it_value")] public NativeTime At;
}
