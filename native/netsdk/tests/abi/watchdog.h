#pragma once

#include "tests/abi/sdk.h"

namespace netsdk::test {

/// What the library tells of its watchdog.
inline NETSDK_OPEN_WATCHDOG watchdog()
{
    NETSDK_OPEN_WATCHDOG now{};
    now.dwSize = sizeof now;
    NETSDK_OPEN_GetWatchdog(&now);
    return now;
}

/// The watchdog for one test: armed with a time that does not run out before the test wants it.
class Armed {
public:
    Armed() { NETSDK_OPEN_WatchdogArm(long_ms); }
    ~Armed() { NETSDK_OPEN_WatchdogArm(0); }
    Armed(const Armed&) = delete;
    Armed& operator=(const Armed&) = delete;

    /// Back when the time has run out. The library's own look may come at any moment from then on.
    void trip() const
    {
        NETSDK_OPEN_WatchdogArm(1);
        const auto after = NETSDK_OPEN_BootNow() + 1'000'001;
        while (NETSDK_OPEN_BootNow() <= after)
            std::this_thread::yield();
        NETSDK_OPEN_WatchdogArm(long_ms); // a tripped watchdog stays so
    }
    [[nodiscard]] BOOL open_again() const { return NETSDK_OPEN_WatchdogFeed(NETSDK_OPEN_BootNow()); }

private:
    static constexpr std::uint32_t long_ms = 3'600'000;
};

} // namespace netsdk::test
