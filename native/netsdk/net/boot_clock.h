#pragma once

#include <chrono>

namespace netsdk::net {

/// CLOCK_BOOTTIME: it runs on while the process is stopped and while the machine sleeps.
struct BootClock {
    // NOLINTBEGIN(readability-identifier-naming): the names that std::chrono asks for
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    // NOLINTEND(readability-identifier-naming)
    static constexpr bool is_steady = true;

    /// No system call where the kernel serves it by vDSO.
    [[nodiscard]] static time_point now() noexcept;
};

using BootTime = BootClock::time_point;

} // namespace netsdk::net
