using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NETSDK_OPEN_LIMITS</c>: limits for hostile input and time; 0 = the library's default.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NETSDK_OPEN_LIMITS")]
internal struct NativeLimits
{
    [NativeName("dwSize")] public uint Size;
    [NativeName("nMaxMessage")] public uint MaxMessage;
    [NativeName("nMaxJson")] public uint MaxJson;
    [NativeName("nMaxJsonDepth")] public uint MaxJsonDepth;
    [NativeName("nMaxFrame")] public uint MaxFrame;
    [NativeName("nStepTimeoutMs")] public uint StepTimeoutMs;
    [NativeName("nLogoutWaitMs")] public uint LogoutWaitMs;
    [NativeName("nKeepAliveMs")] public uint KeepAliveMs;
    [NativeName("nLossMs")] public uint LossMs;
    [NativeName("nDiscoveryPort")] public uint DiscoveryPort;
    [NativeName("nOldDiscoveryPort")] public uint OldDiscoveryPort;
    [NativeName("nJsonPort")] public uint JsonPort;
    [NativeName("reserved")] public Words6 Reserved;
}
