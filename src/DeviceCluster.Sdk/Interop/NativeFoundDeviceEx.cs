using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>DEVICE_NET_INFO_EX2</c>: an answer to a search, and where it came in.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("DEVICE_NET_INFO_EX2")]
internal struct NativeFoundDeviceEx
{
    [NativeName("stuDevInfo")] public NativeFoundDevice Device;
    [NativeName("szLocalIP")] public Bytes64 LocalIp;
    [NativeName("szDeviceSubClass")] public Bytes16 SubClass;
    [NativeName("szSID")] public Bytes32 Sid;
    [NativeName("byRole")] public byte Role;
    [NativeName("szReserved")] public Bytes3 Reserved1;
    [NativeName("nBridgeNetCardsMacListNum")] public int BridgeMacCount;
    [NativeName("stuBridgeNetCardsMacList")] public BridgeMacs64 BridgeMacs;
    [NativeName("cReserved")] public Bytes1992 Reserved2;
}

/// <summary><c>NET_BRIDGE_NET_CARDS_MAC_LIST[64]</c>.</summary>
[InlineArray(64)]
internal struct BridgeMacs64
{
    private NativeBridgeMac _first;
}
