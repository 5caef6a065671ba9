using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>PTZ_CONTROL_ABSOLUTELY</c>: a place to go to, and how fast.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("PTZ_CONTROL_ABSOLUTELY")]
internal struct NativePtzAbsolutely
{
    [NativeName("stuPosition")] public NativePtzSpace Position;
    [NativeName("stuSpeed")] public NativePtzSpeed Speed;
    [NativeName("szReserve")] public Bytes64 Reserved;
}
