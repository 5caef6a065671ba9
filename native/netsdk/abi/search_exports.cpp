#include "abi/guarded.h"
#include "abi/library.h"
#include "abi/structs.h"
#include "abi/trampoline.h"
#include "include/netsdk_open.h"

#include <utility>

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Library;

namespace {

constexpr std::int32_t most_addresses = sizeof(DEVICE_IP_SEARCH_INFO::szIP) / sizeof(DEVICE_IP_SEARCH_INFO::szIP[0]);

std::optional<session::SearchWays> ways_of(std::int32_t type)
{
    switch (type) {
    case EM_SEND_SEARCH_TYPE_MULTICAST_AND_BROADCAST: return session::SearchWays::all;
    case EM_SEND_SEARCH_TYPE_MULTICAST: return session::SearchWays::multicast;
    case EM_SEND_SEARCH_TYPE_BROADCAST: return session::SearchWays::broadcast;
    default: return std::nullopt;
    }
}

wire::Result<std::optional<asio::ip::address_v4>> local_of(std::string_view text)
{
    if (text.empty())
        return std::optional<asio::ip::address_v4>();
    std::error_code error;
    const auto address = asio::ip::make_address_v4(std::string(text), error);
    if (error)
        return wire::Error::bad_address;
    return std::optional(address);
}

thread_local bool next_asks_binary = false;

session::SearchKinds next_kinds() noexcept
{
    return std::exchange(next_asks_binary, false) ? session::SearchKinds::json_and_binary : session::SearchKinds::json;
}

Answer<LLONG> start(const NET_IN_STARTSERACH_DEVICE& in, session::SearchKinds kinds)
{
    const auto ways = ways_of(in.emSendType);
    if (!ways || in.cbSearchDevices == nullptr)
        return wire::Error::invalid_argument;
    const auto local = local_of(abi::text_in(in.szLocalIp));
    if (!local)
        return local.error();
    const auto call = Library::instance().enter(Library::Purpose::begin);
    if (!call)
        return call.error();
    const auto handle = Library::instance().start_search(local.value(), *ways, kinds,
                                                         abi::search_sink(in.cbSearchDevices, in.pUserData));
    if (!handle)
        return handle.error();
    return handle.value();
}

wire::Result<std::vector<asio::ip::address_v4>> targets_of(const DEVICE_IP_SEARCH_INFO& info)
{
    if (info.nIpNum < 1 || info.nIpNum > most_addresses)
        return wire::Error::invalid_argument;
    std::vector<asio::ip::address_v4> targets;
    for (std::int32_t at = 0; at < info.nIpNum; ++at) {
        const auto address = local_of(abi::text_in(info.szIP[at]));
        if (!address || !address.value())
            return wire::Error::bad_address;
        targets.push_back(*address.value());
    }
    return targets;
}

Answer<BOOL> search(const DEVICE_IP_SEARCH_INFO& info, session::SearchKinds kinds, session::DeviceSearch::Sink sink,
                    const char* local_ip, DWORD wait)
{
    auto targets = targets_of(info);
    if (!targets)
        return targets.error();
    const auto local = local_of(local_ip == nullptr ? std::string_view() : std::string_view(local_ip));
    if (!local)
        return local.error();
    const auto call = Library::instance().enter(Library::Purpose::begin);
    if (!call)
        return call.error();
    const auto time = wait == 0 ? Library::instance().settings().step : net::Milliseconds(wait);
    const auto done =
        Library::instance().search_addresses(std::move(targets).value(), local.value(), kinds, time, std::move(sink));
    if (!done)
        return done.error();
    return TRUE;
}

} // namespace

LLONG CLIENT_StartSearchDevicesEx(NET_IN_STARTSERACH_DEVICE* pInBuf, NET_OUT_STARTSERACH_DEVICE* pOutBuf) noexcept
{
    return guarded<LLONG>(0, [&]() -> Answer<LLONG> {
        const auto kinds = next_kinds();
        const auto in = abi::copy_in(pInBuf, {{96, 92}, {104, 104}, {112, 112}});
        if (!in)
            return in.error();
        const auto out = abi::copy_in(pOutBuf, {{4, 4}});
        if (!out)
            return out.error();
        return start(in.value(), kinds);
    });
}

BOOL CLIENT_SearchDevicesByIPs(DEVICE_IP_SEARCH_INFO* pIpSearchInfo, fSearchDevicesCB cbSearchDevices,
                               LDWORD dwUserData, char* szLocalIp, DWORD dwWaitTime) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto kinds = next_kinds();
        const auto info = abi::copy_in(pIpSearchInfo, {{16392, 16392}, {16400, 16392}});
        if (!info)
            return info.error();
        if (cbSearchDevices == nullptr)
            return wire::Error::invalid_argument;
        return search(info.value(), kinds, abi::address_sink(cbSearchDevices, dwUserData), szLocalIp, dwWaitTime);
    });
}

BOOL CLIENT_StopSearchDevices(LLONG lSearchHandle) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto call = Library::instance().enter(Library::Purpose::stop);
        if (!call)
            return call.error();
        const auto done = Library::instance().stop_search(lSearchHandle);
        if (!done)
            return done.error();
        return TRUE;
    });
}

BOOL NETSDK_OPEN_SearchBinary(BOOL on) noexcept
{
    next_asks_binary = on != FALSE;
    return TRUE;
}
