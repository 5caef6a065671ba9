#pragma once

#include "wire/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace netsdk::fuzz {

/// What a device says on one connection, made worse by a plan that its seed decides: frames are changed, doubled,
/// swapped, left out, cut, or have rubbish before them. Pure.
class Mangler {
public:
    /// What a frame is: one of the devices' protocol, or as much of a text as came in one piece.
    enum class Framing : std::uint8_t { dvrip, pieces };
    enum class Fault : std::uint8_t { none, flip, cut, twice, swap, rubbish, lie, drop };
    enum class End : std::uint8_t { goes_on, closes, resets, falls_silent };

    Mangler(Framing framing, std::uint64_t seed);

    struct Said {
        wire::Buffer bytes;     ///< to be sent on now
        End end = End::goes_on; ///< what happens to the connection then
    };
    /// Takes what the device sent, however it is cut, and says what arrives.
    [[nodiscard]] Said hear(wire::Bytes bytes);

    /// What it does, and to which frame, for the report of a finding.
    [[nodiscard]] Fault fault() const noexcept { return fault_; }
    [[nodiscard]] unsigned frame() const noexcept { return at_; }

private:
    [[nodiscard]] std::optional<wire::Buffer> next_frame();
    void say(wire::Buffer frame, Said& said);
    void flip(wire::Buffer& frame);
    void lie(wire::Buffer& frame);
    [[nodiscard]] std::size_t any(std::size_t below)
    {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }

    const Framing framing_;
    std::mt19937_64 random_;
    Fault fault_;
    End end_;
    unsigned at_;
    unsigned count_ = 0;
    bool over_ = false;
    wire::Buffer heard_;
    std::optional<wire::Buffer> held_;
};

} // namespace netsdk::fuzz
