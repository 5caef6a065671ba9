using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>PTZ_CONTROL_CONTINUOUSLY</c>: a move that goes on, and for how many seconds.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("PTZ_CONTROL_CONTINUOUSLY")]
internal struct NativePtzContinuously
{
    [NativeName("stuSpeed")] public NativePtzSpeed Speed;
    [NativeName("nTimeOut")] public int Seconds;
    [NativeName("szReserve")] public Bytes64 Reserved;
}
