#pragma once

#include "net/boot_clock.h"

#include <cstdint>

namespace netsdk::net {

/// Whether devices may be sent anything: open while feeds come in time, open for ever while it is not armed. Pure: the
/// time is an argument and never goes back. What was not noticed in time is found at the next call, with the moment at
/// which it happened.
class WatchdogLatch {
public:
    using Duration = BootClock::duration;

    /// From now on a feed is expected at least so often; zero disarms and so opens. It counts as a feed, but does not
    /// open a tripped latch.
    void arm(BootTime now, Duration trip) noexcept;
    /// `beat` is when the caller's last proof that its sessions are its own was sent. Opens a tripped latch only when
    /// that lies after the trip. Gives whether it is open now.
    bool feed(BootTime now, BootTime beat) noexcept;
    /// Trips when no feed has come in time.
    void look(BootTime now) noexcept;

    /// The last moment at which it is open, unless it is fed; while it is tripped, the moment of the trip.
    [[nodiscard]] BootTime open_until() const noexcept { return open_until_; }
    /// Zero: not armed.
    [[nodiscard]] Duration trip() const noexcept { return trip_; }
    [[nodiscard]] bool tripped() const noexcept { return tripped_; }
    /// Since the process began.
    [[nodiscard]] std::uint64_t trips() const noexcept { return trips_; }
    /// The last trip, however late it was noticed; the clock's beginning: never.
    [[nodiscard]] BootTime tripped_at() const noexcept { return tripped_at_; }
    /// The last feed, whether or not it was in time or opened anything; the clock's beginning: never.
    [[nodiscard]] BootTime last_feed() const noexcept { return last_feed_; }

private:
    Duration trip_{0};
    BootTime open_until_ = BootTime::max();
    BootTime tripped_at_{};
    BootTime last_feed_{};
    std::uint64_t trips_ = 0;
    bool tripped_ = false;
};

} // namespace netsdk::net
