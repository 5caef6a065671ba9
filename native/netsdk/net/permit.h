#pragma once

#include "net/boot_clock.h"

#include <atomic>

namespace netsdk::net {

/// What a connection to a device is made under: until when it may send. A permit that has run out is never renewed, so
/// what was made before a trip of the watchdog stays dumb for ever, also when nobody noticed the trip. Any thread.
class Permit {
public:
    explicit Permit(BootTime until) noexcept : until_(until.time_since_epoch().count()) {}

    /// Asked at the last step before the system call.
    [[nodiscard]] bool open() const noexcept
    {
        return BootClock::now().time_since_epoch().count() <= until_.load(std::memory_order_acquire);
    }
    void set(BootTime until) noexcept { until_.store(until.time_since_epoch().count(), std::memory_order_release); }

private:
    std::atomic<BootClock::rep> until_;
};

} // namespace netsdk::net
