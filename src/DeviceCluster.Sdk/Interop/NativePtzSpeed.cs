using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>PTZ_SPEED_UNIT</c>: shares of the highest speed, -1 to 1.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("PTZ_SPEED_UNIT")]
internal struct NativePtzSpeed
{
    [NativeName("fPositionX")] public float Pan;
    [NativeName("fPositionY")] public float Tilt;
    [NativeName("fZoom")] public float Zoom;
    [NativeName("szReserve")] public Bytes32 Reserved;
}
