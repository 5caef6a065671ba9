#pragma once

#include "wire/bytes.h"
#include "wire/limits.h"
#include "wire/result.h"

#include <cstdint>

namespace netsdk::wire {

/// Fields of the 32-byte DHIP header, which stands before JSON on UDP and on TCP 5000.
struct DhipHeader {
    static constexpr std::size_t size = 32;

    std::uint32_t session = 0;
    std::uint32_t id = 0;
    std::uint32_t length = 0; ///< JSON bytes in this packet
    std::uint32_t total = 0;  ///< JSON bytes in all packets

    /// Errors: malformed (fewer than 32 bytes, or another mark than 20 00 00 00 "DHIP").
    [[nodiscard]] static Result<DhipHeader> read(Bytes bytes);
    [[nodiscard]] bool operator==(const DhipHeader&) const = default;
};

/// Header and JSON as one packet. Error::too_large when the JSON has 4 GiB or more.
[[nodiscard]] Result<Buffer> dhip_packet(std::uint32_t session, std::uint32_t id, Bytes json);

/// The JSON of a datagram that is one DHIP packet; a view of it. Bytes behind the stated length are ignored, and so is
/// the total, since a datagram carries all of it. Errors: those of DhipHeader::read; malformed (shorter than it says),
/// too_large (Limits::max_json).
[[nodiscard]] Result<Bytes> dhip_datagram(Bytes datagram, const Limits& limits);

} // namespace netsdk::wire
