#pragma once

#include "wire/error.h"

#include <atomic>
#include <cstdint>

namespace netsdk::net {

/// Counters of the process since the library was loaded; any thread adds, nobody resets.
struct Figures {
    std::atomic<std::uint64_t> bytes_received{0};
    std::atomic<std::uint64_t> frames_delivered{0};
    std::atomic<std::uint64_t> bytes_delivered{0};
    std::atomic<std::uint64_t> reads_paused{0};
    std::atomic<std::uint64_t> slow_callbacks{0};
    std::atomic<std::uint64_t> late_answers{0};
    std::atomic<std::uint64_t> garbage{0};
    std::atomic<std::uint64_t> resyncs{0};
    std::atomic<std::uint32_t> threads{0}; ///< Of this moment: started and not yet joined.
};

/// The one instance. It has no destructor, so any thread may use it while the process exits.
[[nodiscard]] Figures& figures() noexcept;

inline void count(std::atomic<std::uint64_t>& counter, std::uint64_t amount) noexcept
{
    counter.fetch_add(amount, std::memory_order_relaxed);
}

/// Counts a connection that was closed because what the device sent is not its protocol.
void count_if_garbage(wire::Error why) noexcept;

} // namespace netsdk::net
