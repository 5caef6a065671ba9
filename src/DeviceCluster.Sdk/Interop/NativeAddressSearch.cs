using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>DEVICE_IP_SEARCH_INFO</c>: the addresses of a search, 64 bytes each.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("DEVICE_IP_SEARCH_INFO")]
internal struct NativeAddressSearch
{
    [NativeName("dwSize")] public uint Size;
    [NativeName("nIpNum")] public int Count;
    [NativeName("szIP")] public Bytes16384 Addresses;
    [NativeName("cbSearchDevicesEx")] public nint OnFoundEx;
}
