using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY</c>: what a login needs.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY")]
internal struct NativeLoginIn
{
    [NativeName("dwSize")] public uint Size;
    [NativeName("szIP")] public Bytes64 Ip;
    [NativeName("nPort")] public int Port;
    [NativeName("szUserName")] public Bytes64 User;
    [NativeName("szPassword")] public Bytes64 Password;
    [NativeName("emSpecCap")] public int SpecCap;
    [NativeName("byReserved")] public Bytes4 Reserved;
    [NativeName("pCapParam")] public nint CapParam;
    [NativeName("emTLSCap")] public int TlsCap;
    [NativeName("szLocalIP")] public Bytes64 LocalIp;
}
