using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_CLIENT_STATE</c>: which alarm inputs are on; motion and video loss stay 0.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_CLIENT_STATE")]
internal struct NativeClientState
{
    [NativeName("channelcount")] public int Channels;
    [NativeName("alarminputcount")] public int AlarmInputs;
    [NativeName("alarm")] public Bytes16 Alarm;
    [NativeName("motiondection")] public Bytes16 Motion;
    [NativeName("videolost")] public Bytes16 VideoLost;
}
