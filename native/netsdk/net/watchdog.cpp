#include "net/watchdog.h"

namespace netsdk::net {

Watchdog& watchdog()
{
    static Watchdog& one = *new Watchdog; // NOLINT(cppcoreguidelines-owning-memory): never destroyed, as it says
    return one;
}

void Watchdog::arm(WatchdogLatch::Duration trip)
{
    const std::lock_guard lock(mutex_);
    latch_.arm(BootClock::now(), trip);
    settle();
}

wire::Status Watchdog::feed(BootTime beat)
{
    const std::lock_guard lock(mutex_);
    const auto now = BootClock::now();
    if (beat > now)
        return wire::Error::invalid_argument;
    if (!latch_.feed(now, beat))
        return wire::Error::watchdog_tripped;
    settle();
    return wire::success();
}

WatchdogLatch Watchdog::latch()
{
    const std::lock_guard lock(mutex_);
    latch_.look(BootClock::now());
    return latch_;
}

/// Brings the permit up to the latch. Where memory runs out the old one stays, and with it nothing is sent.
void Watchdog::settle()
{
    if (latch_.tripped())
        return;
    if (trips_before_permit_ == latch_.trips())
        return permit_->set(latch_.open_until());
    permit_ = std::make_shared<Permit>(latch_.open_until());
    trips_before_permit_ = latch_.trips();
}

std::shared_ptr<const Permit> Watchdog::enter(const Watched* key, std::weak_ptr<Watched> who)
{
    const std::lock_guard lock(mutex_);
    watched_.insert_or_assign(key, std::move(who));
    return permit_;
}

void Watchdog::leave(const Watched* key) noexcept
{
    const std::lock_guard lock(mutex_);
    watched_.erase(key);
}

std::vector<std::weak_ptr<Watched>> Watchdog::all()
{
    const std::lock_guard lock(mutex_);
    std::vector<std::weak_ptr<Watched>> all;
    all.reserve(watched_.size());
    for (const auto& [key, who] : watched_)
        all.push_back(who);
    return all;
}

} // namespace netsdk::net
