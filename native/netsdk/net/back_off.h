#pragma once

#include "net/clock.h"

#include <algorithm>
#include <cstdint>

namespace netsdk::net {

/// Growing pauses between attempts: 1 s, 2 s, 4 s … 30 s, each shortened by up to a quarter so that many devices that
/// went away together do not come back together.
class BackOff {
public:
    explicit BackOff(std::uint32_t seed) noexcept : random_(seed | 1U) {}

    [[nodiscard]] Milliseconds next() noexcept
    {
        const auto pause = std::min(first * (1 << std::min(failures_, 5)), last);
        ++failures_;
        random_ ^= random_ << 13U;
        random_ ^= random_ >> 17U;
        random_ ^= random_ << 5U;
        return pause - pause * static_cast<int>(random_ % 256U) / 1024;
    }

    void reset() noexcept { failures_ = 0; }

private:
    static constexpr Milliseconds first{1000};
    static constexpr Milliseconds last{30000};

    std::uint32_t random_; // xorshift: spreading needs no more
    int failures_ = 0;
};

} // namespace netsdk::net
