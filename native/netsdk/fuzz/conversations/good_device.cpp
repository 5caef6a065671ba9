#include "fuzz/conversations/good_device.h"

#include "wire/json.h"

#include <boost/json/value.hpp>

namespace netsdk::fuzz {
namespace {
using test::LoopbackHttp;

constexpr const char* mac = "90:02:a9:00:00:01";
constexpr std::size_t picture_bytes = 800;

[[nodiscard]] LoopbackHttp::Answer picture(const LoopbackHttp::Request& request)
{
    return {200, test::small_jpeg(request.target + std::string(picture_bytes, 'x'))};
}
} // namespace

GoodDevice::GoodDevice() : pictures_(picture), outside_([this](const auto& request) { return initialise(request); })
{
    pictures_.want(device_.options().user, device_.options().password);
    for (
        const auto& [method, members] : {
            std::pair("magicBox.getDeviceType", R"("result":true,"params":{"type":"NVR"})"),
            std::pair("configManager.getConfig",
                      R"("result":true,"params":{"table":{"LocalNo":8,"MachineName":"NVR"}})"),
            std::pair("configManager.setConfig", R"("result":true,"params":{"options":["NeedReboot"]})"),
            std::pair("global.getCurrentTime", R"("result":true,"params":{"time":"2026-03-01 12:00:00"})"),
            std::pair("global.setCurrentTime", R"("result":true)"),
            std::pair(
                "storage.getDeviceAllInfo",
                R"("result":true,"params":{"info":[{"Name":"/dev/sda","Detail":[{"TotalBytes":1e12,"UsedBytes":1e9}]}]})"),
            std::pair("ptz.factory.instance", R"("result":7)"),
            std::pair("ptz.start", R"("result":true)"),
            std::pair("magicBox.reboot", R"("result":true)"),
            std::pair("magicBox.shutdown", R"("result":true)"),
        })
        device_.answer_rpc(method, members);
}

LoopbackHttp::Answer GoodDevice::initialise(const LoopbackHttp::Request& request) const
{
    const auto call = wire::parse_json(request.body, {});
    if (!call)
        return {400, ""};
    const auto method = wire::text_member(&call.value(), "method", 99);
    wire::JsonObject answer{{"id", wire::number_member(&call.value(), "id").value_or(0)}, {"result", true}};
    if (method == "DevInit.getStatus")
        answer["params"] = {{"Init", 1}, {"Find", "BC"}};
    else if (method == "Security.getEncryptInfo")
        answer["params"] = {{"asymmetric", "RSA"}, {"pub", key_.public_text()}, {"cipher", {"AES-128", "RPAC-256"}}};
    return {200, wire::write_json(std::move(answer))};
}

std::vector<wire::DiscoveredDevice> GoodDevice::announced(std::uint16_t port, std::uint16_t http_port,
                                                          std::uint16_t bare_http_port)
{
    wire::DiscoveredDevice device;
    device.serial = "SERIAL0001";
    device.mac = mac;
    device.ipv4.address = "127.0.0.1";
    device.port = port;
    device.http_port = http_port;
    device.device_class = "NVR";
    device.init = 2;
    wire::DiscoveredDevice bare = device;
    bare.serial = "SERIAL0002";
    bare.mac = bare_mac;
    bare.http_port = bare_http_port;
    bare.init = 1;
    return {device, bare};
}

} // namespace netsdk::fuzz
