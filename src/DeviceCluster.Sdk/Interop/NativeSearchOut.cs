using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_OUT_STARTSERACH_DEVICE</c>: what came of starting a search: nothing.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_OUT_STARTSERACH_DEVICE")]
internal struct NativeSearchOut
{
    [NativeName("dwSize")] public uint Size;
}
