#include "net/watchdog_latch.h"

namespace netsdk::net {

void WatchdogLatch::arm(BootTime now, Duration trip) noexcept
{
    look(now);
    trip_ = trip;
    if (trip == Duration::zero())
        tripped_ = false;
    if (!tripped_)
        open_until_ = trip == Duration::zero() ? BootTime::max() : now + trip;
}

bool WatchdogLatch::feed(BootTime now, BootTime beat) noexcept
{
    look(now);
    last_feed_ = now;
    if (tripped_ && beat <= tripped_at_)
        return false;
    tripped_ = false;
    if (trip_ != Duration::zero())
        open_until_ = now + trip_;
    return true;
}

void WatchdogLatch::look(BootTime now) noexcept
{
    if (tripped_ || now <= open_until_)
        return;
    tripped_ = true;
    tripped_at_ = open_until_;
    ++trips_;
}

} // namespace netsdk::net
