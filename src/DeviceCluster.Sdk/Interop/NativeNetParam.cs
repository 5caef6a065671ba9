using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_PARAM</c>: times and sizes for the logins and live views to come.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_PARAM")]
internal struct NativeNetParam
{
    [NativeName("nWaittime")] public int WaitTime;
    [NativeName("nConnectTime")] public int ConnectTime;
    [NativeName("nConnectTryNum")] public int ConnectTries;
    [NativeName("nSubConnectSpaceTime")] public int SubConnectSpace;
    [NativeName("nGetDevInfoTime")] public int GetDeviceInfoTime;
    [NativeName("nConnectBufSize")] public int LiveBufferSize;
    [NativeName("nGetConnInfoTime")] public int GetConnectionInfoTime;
    [NativeName("nSearchRecordTime")] public int SearchRecordTime;
    [NativeName("nsubDisconnetTime")] public int SubDisconnectTime;
    [NativeName("byNetType")] public byte NetType;
    [NativeName("byPlaybackBufSize")] public byte PlaybackBufferSize;
    [NativeName("bDetectDisconnTime")] public byte LossSeconds;
    [NativeName("bKeepLifeInterval")] public byte KeepAliveSeconds;
    [NativeName("nPicBufSize")] public int PictureBufferSize;
    [NativeName("bReserved")] public Bytes4 Reserved;
}
