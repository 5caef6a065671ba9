#include "wire/discovery.h"

#include "wire/dhip_packet.h"
#include "wire/json.h"
#include "wire/text.h"

#include <boost/json/value.hpp>

#include <limits>

namespace netsdk::wire {

namespace {

constexpr std::size_t max_word = 128;

std::string text(const Json* parent, std::string_view key)
{
    return text_member(parent, key, max_word).value_or("");
}

std::uint32_t number(const Json* parent, std::string_view key)
{
    return number_member(parent, key).value_or(0);
}

// A number that does not fit is no claim worth keeping.
std::uint16_t small_number(const Json* parent, std::string_view key)
{
    const std::uint32_t value = number(parent, key);
    return value > std::numeric_limits<std::uint16_t>::max() ? std::uint16_t{0} : static_cast<std::uint16_t>(value);
}

DiscoveredDevice::Address address(const Json* parent, std::string_view second)
{
    return {text(parent, "IPAddress"), text(parent, second), text(parent, "DefaultGateway"),
            bool_member(parent, "DhcpEnable").value_or(false)};
}

DiscoveredDevice device_of(const Json* info)
{
    DiscoveredDevice device;
    device.ipv4 = address(member(info, "IPv4Address"), "SubnetMask");
    device.ipv6 = address(member(info, "IPv6Address"), "LinkLocalAddress");
    device.port = small_number(info, "Port");
    device.http_port = small_number(info, "HttpPort");
    device.device_class = text(info, "DeviceClass");
    device.device_type = text(info, "DeviceType");
    device.device_id = text(info, "DeviceID");
    device.serial = text(info, "SerialNo");
    device.version = text(info, "Version");
    device.vendor = text(info, "Vendor");
    device.manufacturer = text(info, "Manufacturer");
    device.machine_name = text(info, "MachineName");
    device.find = text(info, "Find");
    device.init = number(info, "Init");
    device.unlogin_functions = number(info, "UnLoginFuncMask");
    device.video_inputs = small_number(info, "VideoInputChannels");
    device.remote_video_inputs = small_number(info, "RemoteVideoInputChannels");
    device.video_outputs = small_number(info, "VideoOutputChannels");
    device.alarm_inputs = small_number(info, "AlarmInputChannels");
    device.alarm_outputs = small_number(info, "AlarmOutputChannels");
    return device;
}

Json json_of(const DiscoveredDevice::Address& address, const char* second)
{
    return {{"IPAddress", address.address},
            {second, address.mask},
            {"DefaultGateway", address.gateway},
            {"DhcpEnable", address.dhcp}};
}

} // namespace

Buffer discovery_request()
{
    const Json request = {{"method", "DHDiscover.search"}, {"params", {{"mac", ""}, {"uni", 1}}}};
    return dhip_packet(0, 0, bytes_of(write_json(request) + '\n')).value();
}

Result<DiscoveredDevice> parse_discovery_reply(Bytes datagram, const Limits& limits)
{
    const auto json = dhip_datagram(datagram, limits);
    if (!json)
        return json.error();
    const auto parsed = parse_json(text_of(json.value()), limits);
    if (!parsed)
        return parsed.error();
    const Json& reply = parsed.value();
    if (text(&reply, "method") != "client.notifyDevInfo")
        return Error::unexpected_answer;
    const Json* const info = member(member(&reply, "params"), "deviceInfo");
    if (info == nullptr || !info->is_object())
        return Error::malformed;
    DiscoveredDevice device = device_of(info);
    device.mac = text(&reply, "mac");
    if (device.mac.empty() && device.serial.empty())
        return Error::malformed;
    return device;
}

Result<Buffer> discovery_reply(const DiscoveredDevice& device)
{
    const Json info = {{"AlarmInputChannels", device.alarm_inputs},
                       {"AlarmOutputChannels", device.alarm_outputs},
                       {"DeviceClass", device.device_class},
                       {"DeviceID", device.device_id},
                       {"DeviceType", device.device_type},
                       {"Find", device.find},
                       {"HttpPort", device.http_port},
                       {"IPv4Address", json_of(device.ipv4, "SubnetMask")},
                       {"IPv6Address", json_of(device.ipv6, "LinkLocalAddress")},
                       {"Init", device.init},
                       {"MachineName", device.machine_name},
                       {"Manufacturer", device.manufacturer},
                       {"Port", device.port},
                       {"RemoteVideoInputChannels", device.remote_video_inputs},
                       {"SerialNo", device.serial},
                       {"UnLoginFuncMask", device.unlogin_functions},
                       {"Vendor", device.vendor},
                       {"Version", device.version},
                       {"VideoInputChannels", device.video_inputs},
                       {"VideoOutputChannels", device.video_outputs}};
    const Json reply = {{"mac", device.mac}, {"method", "client.notifyDevInfo"}, {"params", {{"deviceInfo", info}}}};
    return dhip_packet(0, 0, bytes_of(write_json(reply) + '\n'));
}

} // namespace netsdk::wire
