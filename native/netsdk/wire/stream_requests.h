#pragma once

#include "wire/bytes.h"
#include "wire/dvrip_header.h"
#include "wire/limits.h"
#include "wire/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace netsdk::wire {

/// Whether a live order starts or stops the stream.
enum class LiveOrder : std::uint8_t { stop = 0, start = 1 };

/// What to watch: the channel counts from 0; stream 0 is the main one, 1 and up the extra ones.
struct LiveTarget {
    std::uint32_t channel0 = 0;
    std::uint32_t stream = 0;
};

/// Control connection: reserves a sub-connection; the reply's `connection` names it.
[[nodiscard]] Result<Buffer> reserve_request(std::uint32_t transaction);

/// First frame on the new TCP connection: joins it to the session as the reserved sub-connection.
[[nodiscard]] Result<Buffer> join_request(std::uint32_t transaction, std::uint32_t session, std::uint32_t connection);

/// Control connection: starts or stops live media on a joined sub-connection.
[[nodiscard]] Result<Buffer> live_request(std::uint32_t transaction, LiveTarget target, LiveOrder order,
                                          std::uint32_t connection);

/// Control connection: gives a sub-connection back.
[[nodiscard]] Result<Buffer> release_request(std::uint32_t transaction, std::uint32_t connection);

/// A device's answer to any of these.
struct StreamReply {
    std::string method;                       ///< e.g. AddObjectResponse
    std::string fault;                        ///< FaultCode as sent, fit to be shown; "OK" is success
    std::optional<std::uint32_t> transaction; ///< nothing: this device does not echo it
    std::optional<std::uint32_t> connection;  ///< ConnectionID, when the reply carries one

    [[nodiscard]] bool ok() const noexcept;
    [[nodiscard]] bool operator==(const StreamReply&) const = default;
};

/// Reads an f4 frame as such a reply. Errors: unexpected_answer (another command, or without a FaultCode),
/// and those of TextMessage::parse. A refusal is a value.
[[nodiscard]] Result<StreamReply> parse_stream_reply(const DvripHeader& header, Bytes body, const Limits& limits);

} // namespace netsdk::wire
