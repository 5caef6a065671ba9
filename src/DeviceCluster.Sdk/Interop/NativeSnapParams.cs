using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>SNAP_PARAMS</c>: which picture is ordered.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("SNAP_PARAMS")]
internal struct NativeSnapParams
{
    [NativeName("Channel")] public uint Channel;
    [NativeName("Quality")] public uint Quality;
    [NativeName("ImageSize")] public uint ImageSize;
    [NativeName("mode")] public uint Mode;
    [NativeName("InterSnap")] public uint InterSnap;
    [NativeName("CmdSerial")] public uint CmdSerial;
    [NativeName("Reserved")] public Bytes16 Reserved;
}
