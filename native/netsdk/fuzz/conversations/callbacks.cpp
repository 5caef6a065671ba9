#include "fuzz/conversations/callbacks.h"

#include "fuzz/conversations/calls.h"

#include <thread>

namespace netsdk::fuzz {
namespace {

/// Reads each byte: the sanitizers judge whether that may be.
void read_all(const void* data, std::size_t size)
{
    const auto* const bytes = static_cast<const volatile unsigned char*>(data);
    for (std::size_t at = 0; at < size; ++at)
        static_cast<void>(bytes[at]);
}

void on_lost(LLONG, char*, LONG, LDWORD)
{
    ++tally().lost;
}
void on_picture(LLONG, BYTE* bytes, std::uint32_t size, std::uint32_t, DWORD, LDWORD)
{
    read_all(bytes, size);
    ++tally().pictures;
}
void on_no_picture(LLONG, DWORD, DWORD, LDWORD)
{
    ++tally().no_pictures;
}

} // namespace

Tally& tally()
{
    static auto& one = *new Tally; // for callbacks until the end
    return one;
}

void Watcher::wait(long enough, std::chrono::milliseconds patience) const
{
    using std::chrono::steady_clock;
    for (const auto until = steady_clock::now() + patience; told < enough && steady_clock::now() < until;)
        std::this_thread::sleep_for(std::chrono::milliseconds(1)); // between two looks
}

void on_back(LLONG, char*, LONG, LDWORD)
{
    ++tally().back;
}

void on_frame(LLONG, DWORD, BYTE* bytes, DWORD size, LLONG, LDWORD to)
{
    read_all(bytes, size);
    ++tally().frames;
    ++reinterpret_cast<Watcher*>(to)->told;
}

void on_device(LLONG, DEVICE_NET_INFO_EX2* device, void* to)
{
    read_all(device, sizeof *device);
    ++tally().devices;
    ++static_cast<Watcher*>(to)->told;
}

void on_address(DEVICE_NET_INFO_EX* device, void* to)
{
    read_all(device, sizeof *device);
    ++tally().devices;
    ++static_cast<Watcher*>(to)->told;
}

bool begin_calls(std::uint16_t discovery_port)
{
    NETSDK_OPEN_LIMITS limits{};
    limits.dwSize = sizeof limits;
    limits.nStepTimeoutMs = times::step_ms;
    limits.nLogoutWaitMs = times::logout_ms;
    limits.nKeepAliveMs = times::step_ms;
    limits.nLossMs = 3 * times::step_ms;
    limits.nMaxMessage = 1U << 20U;
    limits.nDiscoveryPort = discovery_port;
    NET_PARAM parameters{};
    parameters.nWaittime = times::wait_ms;
    parameters.nGetDevInfoTime = times::wait_ms;
    parameters.nGetConnInfoTime = times::wait_ms;
    parameters.nConnectTime = times::connect_ms;
    if (NETSDK_OPEN_SetLimits(&limits) != TRUE || CLIENT_InitEx(on_lost, 0, nullptr) != TRUE)
        return false;
    CLIENT_SetNetworkParam(&parameters);
    CLIENT_SetAutoReconnect(on_back, 0);
    CLIENT_SetSnapRevCallBack(on_picture, 0);
    NETSDK_OPEN_SetSnapFailedCallBack(on_no_picture, 0);
    return true;
}

} // namespace netsdk::fuzz
