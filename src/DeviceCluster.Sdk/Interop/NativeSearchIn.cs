using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_IN_STARTSERACH_DEVICE</c>: what a search needs.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_IN_STARTSERACH_DEVICE")]
internal unsafe struct NativeSearchIn
{
    [NativeName("dwSize")] public uint Size;
    [NativeName("szLocalIp")] public Bytes64 LocalIp;
    [NativeName("cbSearchDevices")] public delegate* unmanaged[Cdecl]<nint, NativeFoundDeviceEx*, nint, void> OnFound;
    [NativeName("pUserData")] public nint User;
    [NativeName("emSendType")] public int SendType;
    [NativeName("cbSearchDevicesTTLV")] public nint OnFoundTtlv;
    [NativeName("cbSearchDevices4th")] public nint OnFound4Th;
}
