#include "abi/layout.h"

#include "include/netsdk_open.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace netsdk::abi {
namespace {
struct StructLayout {
    std::string_view name;
    std::size_t wanted; // the number of the ABI
    std::size_t actual; // what this compiler makes of our declaration
};
struct FieldLayout {
    std::string_view name;
    std::string_view field;
    std::size_t wanted;
    std::size_t actual;
};

constexpr StructLayout structs[] = {
    {"NETSDK_INIT_PARAM", 1028, sizeof(NETSDK_INIT_PARAM)},
    {"NET_PARAM", 48, sizeof(NET_PARAM)},
    {"NET_DEVICEINFO_Ex", 100, sizeof(NET_DEVICEINFO_Ex)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", 288, sizeof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY)},
    {"NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY", 240, sizeof(NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY)},
    {"DEVICE_NET_INFO_EX", 1120, sizeof(DEVICE_NET_INFO_EX)},
    {"NET_BRIDGE_NET_CARDS_MAC_LIST", 64, sizeof(NET_BRIDGE_NET_CARDS_MAC_LIST)},
    {"DEVICE_NET_INFO_EX2", 7328, sizeof(DEVICE_NET_INFO_EX2)},
    {"NET_IN_STARTSERACH_DEVICE", 112, sizeof(NET_IN_STARTSERACH_DEVICE)},
    {"NET_OUT_STARTSERACH_DEVICE", 4, sizeof(NET_OUT_STARTSERACH_DEVICE)},
    {"NETSDK_OPEN_LIMITS", 72, sizeof(NETSDK_OPEN_LIMITS)},
    {"NETSDK_OPEN_FIGURES", 88, sizeof(NETSDK_OPEN_FIGURES)},
    {"NETSDK_OPEN_WATCHDOG", 40, sizeof(NETSDK_OPEN_WATCHDOG)},
};

constexpr FieldLayout fields[] = {
    {"NETSDK_INIT_PARAM", "nThreadNum", 0, offsetof(NETSDK_INIT_PARAM, nThreadNum)},
    {"NETSDK_INIT_PARAM", "bReserved", 4, offsetof(NETSDK_INIT_PARAM, bReserved)},
    {"NET_PARAM", "nWaittime", 0, offsetof(NET_PARAM, nWaittime)},
    {"NET_PARAM", "nConnectTime", 4, offsetof(NET_PARAM, nConnectTime)},
    {"NET_PARAM", "nConnectTryNum", 8, offsetof(NET_PARAM, nConnectTryNum)},
    {"NET_PARAM", "nSubConnectSpaceTime", 12, offsetof(NET_PARAM, nSubConnectSpaceTime)},
    {"NET_PARAM", "nGetDevInfoTime", 16, offsetof(NET_PARAM, nGetDevInfoTime)},
    {"NET_PARAM", "nConnectBufSize", 20, offsetof(NET_PARAM, nConnectBufSize)},
    {"NET_PARAM", "nGetConnInfoTime", 24, offsetof(NET_PARAM, nGetConnInfoTime)},
    {"NET_PARAM", "nSearchRecordTime", 28, offsetof(NET_PARAM, nSearchRecordTime)},
    {"NET_PARAM", "nsubDisconnetTime", 32, offsetof(NET_PARAM, nsubDisconnetTime)},
    {"NET_PARAM", "byNetType", 36, offsetof(NET_PARAM, byNetType)},
    {"NET_PARAM", "byPlaybackBufSize", 37, offsetof(NET_PARAM, byPlaybackBufSize)},
    {"NET_PARAM", "bDetectDisconnTime", 38, offsetof(NET_PARAM, bDetectDisconnTime)},
    {"NET_PARAM", "bKeepLifeInterval", 39, offsetof(NET_PARAM, bKeepLifeInterval)},
    {"NET_PARAM", "nPicBufSize", 40, offsetof(NET_PARAM, nPicBufSize)},
    {"NET_PARAM", "bReserved", 44, offsetof(NET_PARAM, bReserved)},
    {"NET_DEVICEINFO_Ex", "sSerialNumber", 0, offsetof(NET_DEVICEINFO_Ex, sSerialNumber)},
    {"NET_DEVICEINFO_Ex", "nAlarmInPortNum", 48, offsetof(NET_DEVICEINFO_Ex, nAlarmInPortNum)},
    {"NET_DEVICEINFO_Ex", "nAlarmOutPortNum", 52, offsetof(NET_DEVICEINFO_Ex, nAlarmOutPortNum)},
    {"NET_DEVICEINFO_Ex", "nDiskNum", 56, offsetof(NET_DEVICEINFO_Ex, nDiskNum)},
    {"NET_DEVICEINFO_Ex", "nDVRType", 60, offsetof(NET_DEVICEINFO_Ex, nDVRType)},
    {"NET_DEVICEINFO_Ex", "nChanNum", 64, offsetof(NET_DEVICEINFO_Ex, nChanNum)},
    {"NET_DEVICEINFO_Ex", "byLimitLoginTime", 68, offsetof(NET_DEVICEINFO_Ex, byLimitLoginTime)},
    {"NET_DEVICEINFO_Ex", "byLeftLogTimes", 69, offsetof(NET_DEVICEINFO_Ex, byLeftLogTimes)},
    {"NET_DEVICEINFO_Ex", "bReserved", 70, offsetof(NET_DEVICEINFO_Ex, bReserved)},
    {"NET_DEVICEINFO_Ex", "nLockLeftTime", 72, offsetof(NET_DEVICEINFO_Ex, nLockLeftTime)},
    {"NET_DEVICEINFO_Ex", "Reserved", 76, offsetof(NET_DEVICEINFO_Ex, Reserved)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "dwSize", 0, offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, dwSize)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "szIP", 4, offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, szIP)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "nPort", 68, offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, nPort)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "szUserName", 72,
     offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, szUserName)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "szPassword", 136,
     offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, szPassword)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "emSpecCap", 200,
     offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, emSpecCap)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "byReserved", 204,
     offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, byReserved)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "pCapParam", 208,
     offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, pCapParam)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "emTLSCap", 216, offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, emTLSCap)},
    {"NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY", "szLocalIP", 220,
     offsetof(NET_IN_LOGIN_WITH_HIGHLEVEL_SECURITY, szLocalIP)},
    {"NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY", "dwSize", 0, offsetof(NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY, dwSize)},
    {"NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY", "stuDeviceInfo", 4,
     offsetof(NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY, stuDeviceInfo)},
    {"NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY", "nError", 104, offsetof(NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY, nError)},
    {"NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY", "byReserved", 108,
     offsetof(NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY, byReserved)},
    {"DEVICE_NET_INFO_EX", "iIPVersion", 0, offsetof(DEVICE_NET_INFO_EX, iIPVersion)},
    {"DEVICE_NET_INFO_EX", "szIP", 4, offsetof(DEVICE_NET_INFO_EX, szIP)},
    {"DEVICE_NET_INFO_EX", "nPort", 68, offsetof(DEVICE_NET_INFO_EX, nPort)},
    {"DEVICE_NET_INFO_EX", "szSubmask", 72, offsetof(DEVICE_NET_INFO_EX, szSubmask)},
    {"DEVICE_NET_INFO_EX", "szGateway", 136, offsetof(DEVICE_NET_INFO_EX, szGateway)},
    {"DEVICE_NET_INFO_EX", "szMac", 200, offsetof(DEVICE_NET_INFO_EX, szMac)},
    {"DEVICE_NET_INFO_EX", "szDeviceType", 240, offsetof(DEVICE_NET_INFO_EX, szDeviceType)},
    {"DEVICE_NET_INFO_EX", "byManuFactory", 272, offsetof(DEVICE_NET_INFO_EX, byManuFactory)},
    {"DEVICE_NET_INFO_EX", "byDefinition", 273, offsetof(DEVICE_NET_INFO_EX, byDefinition)},
    {"DEVICE_NET_INFO_EX", "bDhcpEn", 274, offsetof(DEVICE_NET_INFO_EX, bDhcpEn)},
    {"DEVICE_NET_INFO_EX", "byReserved1", 275, offsetof(DEVICE_NET_INFO_EX, byReserved1)},
    {"DEVICE_NET_INFO_EX", "verifyData", 276, offsetof(DEVICE_NET_INFO_EX, verifyData)},
    {"DEVICE_NET_INFO_EX", "szSerialNo", 364, offsetof(DEVICE_NET_INFO_EX, szSerialNo)},
    {"DEVICE_NET_INFO_EX", "szDevSoftVersion", 412, offsetof(DEVICE_NET_INFO_EX, szDevSoftVersion)},
    {"DEVICE_NET_INFO_EX", "szDetailType", 540, offsetof(DEVICE_NET_INFO_EX, szDetailType)},
    {"DEVICE_NET_INFO_EX", "szVendor", 572, offsetof(DEVICE_NET_INFO_EX, szVendor)},
    {"DEVICE_NET_INFO_EX", "szDevName", 700, offsetof(DEVICE_NET_INFO_EX, szDevName)},
    {"DEVICE_NET_INFO_EX", "szUserName", 764, offsetof(DEVICE_NET_INFO_EX, szUserName)},
    {"DEVICE_NET_INFO_EX", "szPassWord", 780, offsetof(DEVICE_NET_INFO_EX, szPassWord)},
    {"DEVICE_NET_INFO_EX", "nHttpPort", 796, offsetof(DEVICE_NET_INFO_EX, nHttpPort)},
    {"DEVICE_NET_INFO_EX", "wVideoInputCh", 798, offsetof(DEVICE_NET_INFO_EX, wVideoInputCh)},
    {"DEVICE_NET_INFO_EX", "wRemoteVideoInputCh", 800, offsetof(DEVICE_NET_INFO_EX, wRemoteVideoInputCh)},
    {"DEVICE_NET_INFO_EX", "wVideoOutputCh", 802, offsetof(DEVICE_NET_INFO_EX, wVideoOutputCh)},
    {"DEVICE_NET_INFO_EX", "wAlarmInputCh", 804, offsetof(DEVICE_NET_INFO_EX, wAlarmInputCh)},
    {"DEVICE_NET_INFO_EX", "wAlarmOutputCh", 806, offsetof(DEVICE_NET_INFO_EX, wAlarmOutputCh)},
    {"DEVICE_NET_INFO_EX", "bNewWordLen", 808, offsetof(DEVICE_NET_INFO_EX, bNewWordLen)},
    {"DEVICE_NET_INFO_EX", "szNewPassWord", 812, offsetof(DEVICE_NET_INFO_EX, szNewPassWord)},
    {"DEVICE_NET_INFO_EX", "byInitStatus", 876, offsetof(DEVICE_NET_INFO_EX, byInitStatus)},
    {"DEVICE_NET_INFO_EX", "byPwdResetWay", 877, offsetof(DEVICE_NET_INFO_EX, byPwdResetWay)},
    {"DEVICE_NET_INFO_EX", "bySpecialAbility", 878, offsetof(DEVICE_NET_INFO_EX, bySpecialAbility)},
    {"DEVICE_NET_INFO_EX", "szNewDetailType", 879, offsetof(DEVICE_NET_INFO_EX, szNewDetailType)},
    {"DEVICE_NET_INFO_EX", "bNewUserName", 944, offsetof(DEVICE_NET_INFO_EX, bNewUserName)},
    {"DEVICE_NET_INFO_EX", "szNewUserName", 948, offsetof(DEVICE_NET_INFO_EX, szNewUserName)},
    {"DEVICE_NET_INFO_EX", "byPwdFindVersion", 1012, offsetof(DEVICE_NET_INFO_EX, byPwdFindVersion)},
    {"DEVICE_NET_INFO_EX", "szDeviceID", 1013, offsetof(DEVICE_NET_INFO_EX, szDeviceID)},
    {"DEVICE_NET_INFO_EX", "dwUnLoginFuncMask", 1040, offsetof(DEVICE_NET_INFO_EX, dwUnLoginFuncMask)},
    {"DEVICE_NET_INFO_EX", "szMachineGroup", 1044, offsetof(DEVICE_NET_INFO_EX, szMachineGroup)},
    {"DEVICE_NET_INFO_EX", "emIPVersionFrom", 1108, offsetof(DEVICE_NET_INFO_EX, emIPVersionFrom)},
    {"DEVICE_NET_INFO_EX", "szCountryCode", 1112, offsetof(DEVICE_NET_INFO_EX, szCountryCode)},
    {"DEVICE_NET_INFO_EX", "cReserved", 1115, offsetof(DEVICE_NET_INFO_EX, cReserved)},
    {"NET_BRIDGE_NET_CARDS_MAC_LIST", "szText", 0, offsetof(NET_BRIDGE_NET_CARDS_MAC_LIST, szText)},
    {"DEVICE_NET_INFO_EX2", "stuDevInfo", 0, offsetof(DEVICE_NET_INFO_EX2, stuDevInfo)},
    {"DEVICE_NET_INFO_EX2", "szLocalIP", 1120, offsetof(DEVICE_NET_INFO_EX2, szLocalIP)},
    {"DEVICE_NET_INFO_EX2", "szDeviceSubClass", 1184, offsetof(DEVICE_NET_INFO_EX2, szDeviceSubClass)},
    {"DEVICE_NET_INFO_EX2", "szSID", 1200, offsetof(DEVICE_NET_INFO_EX2, szSID)},
    {"DEVICE_NET_INFO_EX2", "byRole", 1232, offsetof(DEVICE_NET_INFO_EX2, byRole)},
    {"DEVICE_NET_INFO_EX2", "szReserved", 1233, offsetof(DEVICE_NET_INFO_EX2, szReserved)},
    {"DEVICE_NET_INFO_EX2", "nBridgeNetCardsMacListNum", 1236,
     offsetof(DEVICE_NET_INFO_EX2, nBridgeNetCardsMacListNum)},
    {"DEVICE_NET_INFO_EX2", "stuBridgeNetCardsMacList", 1240, offsetof(DEVICE_NET_INFO_EX2, stuBridgeNetCardsMacList)},
    {"DEVICE_NET_INFO_EX2", "cReserved", 5336, offsetof(DEVICE_NET_INFO_EX2, cReserved)},
    {"NET_IN_STARTSERACH_DEVICE", "dwSize", 0, offsetof(NET_IN_STARTSERACH_DEVICE, dwSize)},
    {"NET_IN_STARTSERACH_DEVICE", "szLocalIp", 4, offsetof(NET_IN_STARTSERACH_DEVICE, szLocalIp)},
    {"NET_IN_STARTSERACH_DEVICE", "cbSearchDevices", 72, offsetof(NET_IN_STARTSERACH_DEVICE, cbSearchDevices)},
    {"NET_IN_STARTSERACH_DEVICE", "pUserData", 80, offsetof(NET_IN_STARTSERACH_DEVICE, pUserData)},
    {"NET_IN_STARTSERACH_DEVICE", "emSendType", 88, offsetof(NET_IN_STARTSERACH_DEVICE, emSendType)},
    {"NET_IN_STARTSERACH_DEVICE", "cbSearchDevicesTTLV", 96, offsetof(NET_IN_STARTSERACH_DEVICE, cbSearchDevicesTTLV)},
    {"NET_IN_STARTSERACH_DEVICE", "cbSearchDevices4th", 104, offsetof(NET_IN_STARTSERACH_DEVICE, cbSearchDevices4th)},
    {"NET_OUT_STARTSERACH_DEVICE", "dwSize", 0, offsetof(NET_OUT_STARTSERACH_DEVICE, dwSize)},
    {"NETSDK_OPEN_LIMITS", "dwSize", 0, offsetof(NETSDK_OPEN_LIMITS, dwSize)},
    {"NETSDK_OPEN_LIMITS", "nMaxMessage", 4, offsetof(NETSDK_OPEN_LIMITS, nMaxMessage)},
    {"NETSDK_OPEN_LIMITS", "nMaxJson", 8, offsetof(NETSDK_OPEN_LIMITS, nMaxJson)},
    {"NETSDK_OPEN_LIMITS", "nMaxJsonDepth", 12, offsetof(NETSDK_OPEN_LIMITS, nMaxJsonDepth)},
    {"NETSDK_OPEN_LIMITS", "nMaxFrame", 16, offsetof(NETSDK_OPEN_LIMITS, nMaxFrame)},
    {"NETSDK_OPEN_LIMITS", "nStepTimeoutMs", 20, offsetof(NETSDK_OPEN_LIMITS, nStepTimeoutMs)},
    {"NETSDK_OPEN_LIMITS", "nLogoutWaitMs", 24, offsetof(NETSDK_OPEN_LIMITS, nLogoutWaitMs)},
    {"NETSDK_OPEN_LIMITS", "nKeepAliveMs", 28, offsetof(NETSDK_OPEN_LIMITS, nKeepAliveMs)},
    {"NETSDK_OPEN_LIMITS", "nLossMs", 32, offsetof(NETSDK_OPEN_LIMITS, nLossMs)},
    {"NETSDK_OPEN_LIMITS", "nDiscoveryPort", 36, offsetof(NETSDK_OPEN_LIMITS, nDiscoveryPort)},
    {"NETSDK_OPEN_LIMITS", "reserved", 40, offsetof(NETSDK_OPEN_LIMITS, reserved)},
    {"NETSDK_OPEN_FIGURES", "dwSize", 0, offsetof(NETSDK_OPEN_FIGURES, dwSize)},
    {"NETSDK_OPEN_FIGURES", "nThreads", 4, offsetof(NETSDK_OPEN_FIGURES, nThreads)},
    {"NETSDK_OPEN_FIGURES", "nLogins", 8, offsetof(NETSDK_OPEN_FIGURES, nLogins)},
    {"NETSDK_OPEN_FIGURES", "nLives", 12, offsetof(NETSDK_OPEN_FIGURES, nLives)},
    {"NETSDK_OPEN_FIGURES", "nSearches", 16, offsetof(NETSDK_OPEN_FIGURES, nSearches)},
    {"NETSDK_OPEN_FIGURES", "reserved0", 20, offsetof(NETSDK_OPEN_FIGURES, reserved0)},
    {"NETSDK_OPEN_FIGURES", "nBytesReceived", 24, offsetof(NETSDK_OPEN_FIGURES, nBytesReceived)},
    {"NETSDK_OPEN_FIGURES", "nFramesDelivered", 32, offsetof(NETSDK_OPEN_FIGURES, nFramesDelivered)},
    {"NETSDK_OPEN_FIGURES", "nBytesDelivered", 40, offsetof(NETSDK_OPEN_FIGURES, nBytesDelivered)},
    {"NETSDK_OPEN_FIGURES", "nReadsPaused", 48, offsetof(NETSDK_OPEN_FIGURES, nReadsPaused)},
    {"NETSDK_OPEN_FIGURES", "nSlowCallbacks", 56, offsetof(NETSDK_OPEN_FIGURES, nSlowCallbacks)},
    {"NETSDK_OPEN_FIGURES", "nLateAnswers", 64, offsetof(NETSDK_OPEN_FIGURES, nLateAnswers)},
    {"NETSDK_OPEN_FIGURES", "nGarbage", 72, offsetof(NETSDK_OPEN_FIGURES, nGarbage)},
    {"NETSDK_OPEN_FIGURES", "nResyncs", 80, offsetof(NETSDK_OPEN_FIGURES, nResyncs)},
    {"NETSDK_OPEN_WATCHDOG", "dwSize", 0, offsetof(NETSDK_OPEN_WATCHDOG, dwSize)},
    {"NETSDK_OPEN_WATCHDOG", "nTripMs", 4, offsetof(NETSDK_OPEN_WATCHDOG, nTripMs)},
    {"NETSDK_OPEN_WATCHDOG", "bArmed", 8, offsetof(NETSDK_OPEN_WATCHDOG, bArmed)},
    {"NETSDK_OPEN_WATCHDOG", "bTripped", 12, offsetof(NETSDK_OPEN_WATCHDOG, bTripped)},
    {"NETSDK_OPEN_WATCHDOG", "nTrips", 16, offsetof(NETSDK_OPEN_WATCHDOG, nTrips)},
    {"NETSDK_OPEN_WATCHDOG", "nTrippedBootNs", 24, offsetof(NETSDK_OPEN_WATCHDOG, nTrippedBootNs)},
    {"NETSDK_OPEN_WATCHDOG", "nLastFeedBootNs", 32, offsetof(NETSDK_OPEN_WATCHDOG, nLastFeedBootNs)},
};

static_assert(std::ranges::all_of(structs, [](const StructLayout& s) { return s.wanted == s.actual; }));
static_assert(std::ranges::all_of(fields, [](const FieldLayout& f) { return f.wanted == f.actual; }));
} // namespace

std::uint32_t struct_size(std::string_view name) noexcept
{
    const auto* const found = std::ranges::find(structs, name, &StructLayout::name);
    return found == std::end(structs) ? 0 : static_cast<std::uint32_t>(found->actual);
}

std::uint32_t field_offset(std::string_view name, std::string_view field) noexcept
{
    const auto* const found =
        std::ranges::find_if(fields, [&](const FieldLayout& f) { return f.name == name && f.field == field; });
    return found == std::end(fields) ? unknown_offset : static_cast<std::uint32_t>(found->actual);
}

} // namespace netsdk::abi
