using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_OUT_INIT_DEVICE_ACCOUNT</c>: nothing but its size.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_OUT_INIT_DEVICE_ACCOUNT")]
internal struct NativeAccountOut
{
    [NativeName("dwSize")] public uint Size;
}
