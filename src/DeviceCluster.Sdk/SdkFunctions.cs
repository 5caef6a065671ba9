using System.Collections.Immutable;

namespace DeviceCluster.Sdk;

/// <summary>The functions of the ABI by their symbols: those of the manual, in its order, and those that callers use with them.</summary>
public static class SdkFunctions
{
    public static ImmutableArray<string> OfManual { get; } =
    [
        "CLIENT_Init", "CLIENT_InitEx", "CLIENT_Cleanup", "CLIENT_SetAutoReconnect", "CLIENT_GetLastError", "CLIENT_StartSearchDevicesEx",
        "CLIENT_SearchDevicesByIPs", "CLIENT_StopSearchDevices", "CLIENT_InitDevAccount", "CLIENT_SetOptimizeMode",
        "CLIENT_LoginWithHighLevelSecurity", "CLIENT_Logout", "CLIENT_RealPlayEx", "CLIENT_StopRealPlayEx", "CLIENT_SetDeviceMode",
        "CLIENT_QueryRecordFile", "CLIENT_PlayBackByTimeEx2", "CLIENT_StopPlayBack", "CLIENT_PausePlayBack", "CLIENT_DownloadByTimeEx",
        "CLIENT_StopDownload", "CLIENT_GetDevConfig", "CLIENT_SetDevConfig", "CLIENT_RebootDev", "CLIENT_SetSnapRevCallBack",
        "CLIENT_SnapPictureEx", "CLIENT_SetDVRMessCallBackEx1", "CLIENT_StartListenEx", "CLIENT_StopListen", "CLIENT_RealLoadPictureEx",
        "CLIENT_StopLoadPic", "CLIENT_RealPlayByDataType", "CLIENT_PlayBackByDataType", "CLIENT_DownloadByDataType",
        "CLIENT_DHPTZControlEx2", "CLIENT_QueryNewSystemInfoEx", "CLIENT_ParseData",
    ];

    public static ImmutableArray<string> Related { get; } =
    [
        "CLIENT_SetRealDataCallBack", "CLIENT_SetRealDataCallBackEx", "CLIENT_SetRealDataCallBackEx2", "CLIENT_StartRealPlay",
        "CLIENT_GetSDKVersion", "CLIENT_SetNetworkParam", "CLIENT_SetConnectTime", "CLIENT_SetSubconnCallBack", "CLIENT_LogOpen",
        "CLIENT_LogClose", "CLIENT_QueryNewSystemInfo", "CLIENT_PacketData", "CLIENT_QueryDevState", "CLIENT_GetDownloadPos",
        "CLIENT_FastPlayBack", "CLIENT_SlowPlayBack", "CLIENT_NormalPlayBack", "CLIENT_SetPlayBackSpeed",
        "CLIENT_PlayBackControlDirection", "CLIENT_ControlDevice", "CLIENT_GetNewDevConfig", "CLIENT_SetNewDevConfig",
        "CLIENT_ListenServer", "CLIENT_StopListenServer", "CLIENT_SetDVRMessCallBack", "CLIENT_LoginEx2", "CLIENT_SnapPictureToFile",
        "CLIENT_SetRunModeParams",
    ];
}
