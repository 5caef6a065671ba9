using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY</c>: what came of a login.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY")]
internal struct NativeLoginOut
{
    [NativeName("dwSize")] public uint Size;
    [NativeName("stuDeviceInfo")] public NativeDeviceInfo Device;
    [NativeName("nError")] public int Error;
    [NativeName("byReserved")] public Bytes132 Reserved;
}
