#include "abi/found_device.h"

#include "abi/structs.h"

namespace netsdk::abi {

DEVICE_NET_INFO_EX2 to_abi(const session::FoundDevice& found)
{
    const auto& device = found.device;
    DEVICE_NET_INFO_EX2 out{};
    auto& info = out.stuDevInfo;
    info.iIPVersion = 4;
    text_out(info.szIP, device.ipv4.address);
    info.nPort = device.port;
    text_out(info.szSubmask, device.ipv4.mask);
    text_out(info.szGateway, device.ipv4.gateway);
    info.bDhcpEn = device.ipv4.dhcp ? 1 : 0;
    text_out(info.szMac, device.mac);
    text_out(info.szDeviceType, device.device_class);
    text_out(info.szDetailType, device.device_type);
    text_out(info.szNewDetailType, device.device_type);
    text_out(info.szSerialNo, device.serial);
    text_out(info.szDevSoftVersion, device.version);
    text_out(info.szVendor, device.vendor.empty() ? device.manufacturer : device.vendor);
    text_out(info.szDevName, device.machine_name);
    text_out(info.szDeviceID, device.device_id);
    info.nHttpPort = device.http_port;
    info.wVideoInputCh = device.video_inputs;
    info.wRemoteVideoInputCh = device.remote_video_inputs;
    info.wVideoOutputCh = device.video_outputs;
    info.wAlarmInputCh = device.alarm_inputs;
    info.wAlarmOutputCh = device.alarm_outputs;
    info.byInitStatus = static_cast<BYTE>(device.init);
    for (const char way : device.find) {
        if (way == 'A')
            info.byPwdResetWay |= 1U;
        if (way == 'B')
            info.byPwdResetWay |= 2U;
    }
    info.dwUnLoginFuncMask = device.unlogin_functions;
    text_out(out.szLocalIP, found.local);
    return out;
}

} // namespace netsdk::abi
