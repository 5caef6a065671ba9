#include "abi/guarded.h"
#include "abi/structs.h"
#include "include/netsdk_open.h"
#include "net/clock.h"
#include "net/watchdog.h"

#include <limits>

using namespace netsdk;
using abi::Answer;
using abi::guarded;

namespace {

std::uint64_t nanoseconds(net::BootTime time)
{
    return static_cast<std::uint64_t>(time.time_since_epoch().count());
}

NETSDK_OPEN_WATCHDOG current()
{
    const auto latch = net::watchdog().latch();
    NETSDK_OPEN_WATCHDOG out{};
    out.nTripMs = static_cast<std::uint32_t>(std::chrono::duration_cast<net::Milliseconds>(latch.trip()).count());
    out.bArmed = out.nTripMs == 0 ? FALSE : TRUE;
    out.bTripped = latch.tripped() ? TRUE : FALSE;
    out.nTrips = latch.trips();
    out.nTrippedBootNs = nanoseconds(latch.tripped_at());
    out.nLastFeedBootNs = nanoseconds(latch.last_feed());
    return out;
}

} // namespace

uint64_t NETSDK_OPEN_BootNow(void) noexcept
{
    return nanoseconds(net::BootClock::now());
}

BOOL NETSDK_OPEN_WatchdogArm(uint32_t nTripMs) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        net::watchdog().arm(net::Milliseconds(nTripMs));
        return TRUE;
    });
}

BOOL NETSDK_OPEN_WatchdogFeed(uint64_t nBeatBootNs) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        if (nBeatBootNs > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return wire::Error::invalid_argument;
        const auto fed = net::watchdog().feed(net::BootTime(std::chrono::nanoseconds(nBeatBootNs)));
        if (!fed)
            return fed.error();
        return TRUE;
    });
}

BOOL NETSDK_OPEN_GetWatchdog(NETSDK_OPEN_WATCHDOG* watchdog) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto written = abi::write_up_to(watchdog, current());
        if (!written)
            return written.error();
        return TRUE;
    });
}
