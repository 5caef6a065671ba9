#pragma once

#include "net/permit.h"
#include "net/watchdog_latch.h"
#include "wire/result.h"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace netsdk::net {

/// What ends when the watchdog trips.
class Watched {
public:
    /// Any thread.
    virtual void on_trip() = 0;

protected:
    ~Watched() = default;
};

/// The latch with the clock, the permits that go out under it, and who holds one. Any thread; it outlives every start
/// and end of the library.
class Watchdog {
public:
    /// As WatchdogLatch::arm.
    void arm(WatchdogLatch::Duration trip);
    /// Errors: watchdog_tripped; invalid_argument: a beat from the future, which is no feed.
    [[nodiscard]] wire::Status feed(BootTime beat);
    /// As it is now.
    [[nodiscard]] WatchdogLatch latch();

    /// Whoever enters before a trip is among all() after it; whoever enters later gets a permit that knows of it.
    [[nodiscard]] std::shared_ptr<const Permit> enter(const Watched* key, std::weak_ptr<Watched> who);
    void leave(const Watched* key) noexcept;
    [[nodiscard]] std::vector<std::weak_ptr<Watched>> all();

private:
    void settle();

    std::mutex mutex_; // guards all below
    WatchdogLatch latch_;
    std::shared_ptr<Permit> permit_ = std::make_shared<Permit>(BootTime::max());
    std::uint64_t trips_before_permit_ = 0;
    std::map<const Watched*, std::weak_ptr<Watched>> watched_;
};

/// The process's one. It is never destroyed, so any thread may use it while the process exits.
[[nodiscard]] Watchdog& watchdog();

} // namespace netsdk::net
