#pragma once

#include <atomic>
#include <cstdint>

namespace netsdk::test {

/// What every server of the tests counts.
struct LoopbackCounts {
    std::atomic<int> connections{0};
    std::atomic<int> open{0};            ///< connections there are now
    std::atomic<std::uint64_t> bytes{0}; ///< received
    std::atomic<int> resets{0};          ///< connections that the other side ended so
};

} // namespace netsdk::test
