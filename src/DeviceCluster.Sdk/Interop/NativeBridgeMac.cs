using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_BRIDGE_NET_CARDS_MAC_LIST</c>: one bridged network card.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_BRIDGE_NET_CARDS_MAC_LIST")]
internal struct NativeBridgeMac
{
    [NativeName("szText")] public Bytes64 Text;
}
