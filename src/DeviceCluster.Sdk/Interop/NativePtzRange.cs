using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>CFG_PTZ_MOTION_RANGE</c>: the degrees between which a camera turns.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("CFG_PTZ_MOTION_RANGE")]
internal struct NativePtzRange
{
    [NativeName("nHorizontalAngleMin")] public int PanMin;
    [NativeName("nHorizontalAngleMax")] public int PanMax;
    [NativeName("nVerticalAngleMin")] public int TiltMin;
    [NativeName("nVerticalAngleMax")] public int TiltMax;
}
