#include "abi/guarded.h"
#include "abi/library.h"
#include "abi/structs.h"
#include "abi/trampoline.h"
#include "include/netsdk_open.h"

#include <algorithm>

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Library;

namespace {

constexpr std::int32_t default_threads = 2;
constexpr std::int32_t most_threads = 16;
constexpr std::int32_t most_tries = 10;
constexpr std::size_t least_buffer = std::size_t{250} << 10;
constexpr std::size_t least_picture = std::size_t{64} << 10;

Answer<BOOL> start(fDisConnect callback, LDWORD user, std::int32_t threads)
{
    const auto count = threads <= 0 ? default_threads : std::min(threads, most_threads);
    const auto started = Library::instance().start(abi::login_note(callback, user), static_cast<std::size_t>(count));
    if (!started)
        return started.error();
    return TRUE;
}

net::Milliseconds time_or(std::int64_t given, std::int64_t otherwise)
{
    return net::Milliseconds(given > 0 ? given : otherwise);
}

void set_connect(session::Settings& settings, std::int32_t wait, std::int32_t tries)
{
    const session::Settings defaults;
    settings.connect_time = time_or(wait, defaults.connect_time.count());
    settings.connect_tries = tries > 0 ? std::min(tries, most_tries) : defaults.connect_tries;
}

void set_network(session::Settings& settings, const NET_PARAM& given)
{
    const session::Settings defaults;
    set_connect(settings, given.nConnectTime, given.nConnectTryNum);
    settings.step = time_or(given.nWaittime, settings.defaults.step.count());
    settings.device_info = time_or(given.nGetDevInfoTime, defaults.device_info.count());
    settings.open_step = time_or(given.nGetConnInfoTime, settings.step.count());
    settings.receive_buffer = given.nConnectBufSize > 0
                                  ? std::max(static_cast<std::size_t>(given.nConnectBufSize), least_buffer)
                                  : defaults.receive_buffer;
    settings.loss = time_or(std::int64_t{given.bDetectDisconnTime} * 1000, settings.defaults.loss.count());
    settings.keep_alive = time_or(std::int64_t{given.bKeepLifeInterval} * 1000, settings.defaults.keep_alive.count());
    settings.most_picture =
        given.nPicBufSize > 0 ? std::max(static_cast<std::size_t>(given.nPicBufSize), least_picture) : 0;
}

void set_limits(session::Settings& settings, const NETSDK_OPEN_LIMITS& given)
{
    const auto size_or = [](std::uint32_t size, std::size_t otherwise) { return size > 0 ? size : otherwise; };
    const session::Settings defaults;
    const session::DefaultTimes times;
    settings.limits.max_message = size_or(given.nMaxMessage, defaults.limits.max_message);
    settings.limits.max_json = size_or(given.nMaxJson, defaults.limits.max_json);
    settings.limits.max_json_depth = size_or(given.nMaxJsonDepth, defaults.limits.max_json_depth);
    settings.limits.max_frame = size_or(given.nMaxFrame, defaults.limits.max_frame);
    settings.defaults = {time_or(given.nStepTimeoutMs, times.step.count()),
                         time_or(given.nKeepAliveMs, times.keep_alive.count()),
                         time_or(given.nLossMs, times.loss.count())};
    settings.step = settings.open_step = settings.defaults.step;
    settings.logout_wait = time_or(given.nLogoutWaitMs, defaults.logout_wait.count());
    settings.keep_alive = settings.defaults.keep_alive;
    settings.loss = settings.defaults.loss;
    settings.discovery_port = static_cast<std::uint16_t>(size_or(given.nDiscoveryPort, defaults.discovery_port));
    settings.old_discovery_port =
        static_cast<std::uint16_t>(size_or(given.nOldDiscoveryPort, defaults.old_discovery_port));
    settings.json_port = static_cast<std::uint16_t>(size_or(given.nJsonPort, defaults.json_port));
}

} // namespace

BOOL CLIENT_Init(fDisConnect cbDisConnect, LDWORD dwUser) noexcept
{
    return guarded<BOOL>(FALSE, [&] { return start(cbDisConnect, dwUser, 0); });
}

BOOL CLIENT_InitEx(fDisConnect cbDisConnect, LDWORD dwUser, NETSDK_INIT_PARAM* lpInitParam) noexcept
{
    return guarded<BOOL>(
        FALSE, [&] { return start(cbDisConnect, dwUser, lpInitParam == nullptr ? 0 : lpInitParam->nThreadNum); });
}

void CLIENT_Cleanup(void) noexcept
{
    static_cast<void>(guarded<BOOL>(FALSE, []() -> Answer<BOOL> {
        Library::instance().end();
        return TRUE;
    }));
}

void CLIENT_SetAutoReconnect(fHaveReConnect cbAutoConnect, LDWORD dwUser) noexcept
{
    static_cast<void>(guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        Library::instance().set_reconnect(abi::login_note(cbAutoConnect, dwUser));
        return TRUE;
    }));
}

DWORD CLIENT_GetLastError(void) noexcept
{
    return abi::last_error();
}

void CLIENT_SetNetworkParam(NET_PARAM* pNetParam) noexcept
{
    static_cast<void>(guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        if (pNetParam == nullptr)
            return wire::Error::invalid_argument;
        Library::instance().change([given = *pNetParam](session::Settings& settings) { set_network(settings, given); });
        return TRUE;
    }));
}

void CLIENT_SetConnectTime(int32_t nWaitTime, int32_t nTryTimes) noexcept
{
    static_cast<void>(guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        Library::instance().change([&](session::Settings& settings) { set_connect(settings, nWaitTime, nTryTimes); });
        return TRUE;
    }));
}

BOOL NETSDK_OPEN_SetLimits(const NETSDK_OPEN_LIMITS* limits) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        constexpr std::uint32_t size = sizeof(NETSDK_OPEN_LIMITS);
        const auto given = abi::copy_in(limits, {{size, size}});
        if (!given)
            return given.error();
        if (std::max({given.value().nDiscoveryPort, given.value().nOldDiscoveryPort, given.value().nJsonPort}) > 65535)
            return wire::Error::invalid_argument;
        if (Library::instance().running())
            return wire::Error::cancelled;
        Library::instance().change([&](session::Settings& settings) { set_limits(settings, given.value()); });
        return TRUE;
    });
}
