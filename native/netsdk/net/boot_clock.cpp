#include "net/boot_clock.h"

#include <ctime>

namespace netsdk::net {

BootTime BootClock::now() noexcept
{
    timespec time{}; // stays so only on a kernel without the clock, which is older than 2.6.39
    static_cast<void>(::clock_gettime(CLOCK_BOOTTIME, &time));
    return BootTime(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

} // namespace netsdk::net
