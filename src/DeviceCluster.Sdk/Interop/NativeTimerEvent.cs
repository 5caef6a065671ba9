using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>struct sigevent</c> of the C library: what a timer does at its end.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("struct sigevent", Header = "signal.h")]
internal struct NativeTimerEvent
{
    [NativeName("sigev_value")] public nint Value;
    [NativeName("sigev_signo")] public int Signal;
    [NativeName("sigev_notify")] public int Notify;
    [NativeName("_sigev_un")] public Integers12 Rest;
}
