#pragma once

#include "wire/bytes.h"
#include "wire/result.h"

#include <array>
#include <concepts>
#include <cstdint>

namespace netsdk::wire {

/// Command byte of a DVRIP frame. A device may send others; they are passed on, not refused.
enum class Command : std::uint8_t {
    logout = 0x0a,
    logout_reply = 0x0b,
    live_old = 0x11, ///< start and stop of live view, the dialect before f4
    talk = 0x1d,
    login = 0xa0,
    keep_alive = 0xa1,
    query = 0xa4,
    names = 0xa8,
    login_reply = 0xb0,
    keep_alive_reply = 0xb1,
    query_reply = 0xb4,
    names_reply = 0xb8,
    recorded = 0xbb, ///< media of a playback or download
    live = 0xbc,     ///< media of a live view
    join_old = 0xf1,
    text = 0xf4, ///< text transactions (wire/text_message.h)
    rpc = 0xf6,  ///< JSON-RPC (wire/rpc_packet.h)
};

/// Whether frames of this command carry media, which FrameReader passes on in pieces as it comes.
[[nodiscard]] constexpr bool carries_media(Command command) noexcept
{
    return command == Command::live || command == Command::recorded || command == Command::talk;
}

/// The 32 bytes that begin every DVRIP frame. Numbers are little-endian; bytes 4..7 are the length of what follows,
/// bytes 1..3 and 8..31 belong to the command. Offsets are template arguments, so none can be out of range.
class DvripHeader {
public:
    static constexpr std::size_t size = 32;

    DvripHeader() noexcept = default;
    DvripHeader(Command command, std::uint32_t body_length) noexcept;

    /// Reads the first 32 bytes; Error::malformed when there are fewer.
    [[nodiscard]] static Result<DvripHeader> read(Bytes bytes);

    [[nodiscard]] Command command() const noexcept { return static_cast<Command>(raw_[0]); }
    [[nodiscard]] std::uint32_t body_length() const noexcept { return little<std::uint32_t, 4>(); }
    [[nodiscard]] Bytes bytes() const noexcept { return raw_; }

    template <std::size_t At>
        requires(At < size)
    [[nodiscard]] std::uint8_t byte() const noexcept
    {
        return std::to_integer<std::uint8_t>(raw_[At]);
    }
    template <std::unsigned_integral T, std::size_t At>
        requires(At + sizeof(T) <= size)
    [[nodiscard]] T little() const noexcept
    {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i)
            value |= std::to_integer<std::uint64_t>(raw_[At + i]) << (8 * i);
        return static_cast<T>(value);
    }
    template <std::size_t At, std::unsigned_integral T>
        requires(At + sizeof(T) <= size)
    DvripHeader& set(T value) noexcept
    {
        for (std::size_t i = 0; i < sizeof(T); ++i)
            raw_[At + i] = static_cast<std::byte>(static_cast<std::uint64_t>(value) >> (8 * i));
        return *this;
    }

    [[nodiscard]] bool operator==(const DvripHeader&) const = default;

private:
    std::array<std::byte, size> raw_{};
};

/// A whole frame, ready to be sent: the header with its length set to the body's, then the body.
/// A body of 4 GiB or more is Error::too_large.
[[nodiscard]] Result<Buffer> dvrip_frame(DvripHeader header, Bytes body);

} // namespace netsdk::wire
