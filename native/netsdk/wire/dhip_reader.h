#pragma once

#include "wire/bytes.h"
#include "wire/dhip_packet.h"
#include "wire/held_bytes.h"
#include "wire/limits.h"
#include "wire/result.h"

#include <optional>

namespace netsdk::wire {

/// One whole DHIP packet of a TCP connection.
struct DhipPart {
    DhipHeader header;
    Bytes body; ///< a view: valid until the next call of the reader
};

/// Cuts a stream of bytes into DHIP packets, however the network cut it. buffered() is at most Limits::max_message (32
/// at least), grows only with what really came, and is given back once a large packet is done.
///
/// An error is final: every further call gives the same one, and the connection is to be closed.
class DhipReader {
public:
    explicit DhipReader(const Limits& limits) noexcept : limits_(limits) {}

    /// Takes from the front of `input` and gives the next packet, or nothing when all input is used up and more is
    /// needed. Errors: too_large (a length above Limits::max_message), malformed (no DHIP header, or a packet longer
    /// than all packets together).
    [[nodiscard]] Result<std::optional<DhipPart>> next(Bytes& input);

    /// Bytes kept for the next call.
    [[nodiscard]] std::size_t buffered() const noexcept { return held_.size(); }

private:
    [[nodiscard]] Status begin(Bytes header);

    Limits limits_;
    std::optional<DhipHeader> header_; // of the packet whose body is under way
    HeldBytes held_;                   // part of a header, or of that body
    std::optional<Error> failed_;
};

} // namespace netsdk::wire
