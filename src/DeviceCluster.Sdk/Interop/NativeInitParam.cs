using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NETSDK_INIT_PARAM</c>: what CLIENT_InitEx may be told.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NETSDK_INIT_PARAM")]
internal struct NativeInitParam
{
    [NativeName("nThreadNum")] public int ThreadCount;
    [NativeName("bReserved")] public Bytes1024 Reserved;
}
