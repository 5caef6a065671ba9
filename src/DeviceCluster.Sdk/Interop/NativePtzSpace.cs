using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>PTZ_SPACE_UNIT</c>: where a camera looks: tenths of a degree, and a zoom level.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("PTZ_SPACE_UNIT")]
internal struct NativePtzSpace
{
    [NativeName("nPositionX")] public int Pan;
    [NativeName("nPositionY")] public int Tilt;
    [NativeName("nZoom")] public int Zoom;
    [NativeName("szReserve")] public Bytes32 Reserved;
}
