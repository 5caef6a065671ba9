#pragma once

#include "wire/bytes.h"
#include "wire/dvrip_header.h"
#include "wire/limits.h"
#include "wire/result.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace netsdk::wire {

/// Fields of an f6 header: JSON-RPC on the DVRIP port. A DHIP header has the same.
struct RpcPacket {
    std::uint32_t id = 0;         ///< bytes 8..11: of the request
    std::uint32_t total_json = 0; ///< bytes 16..19: of the whole text; 0 = this packet is all of it
    std::uint32_t session = 0;    ///< bytes 24..27

    [[nodiscard]] bool operator==(const RpcPacket&) const = default;
};

/// Reads the fields. Error::unexpected_answer when the command is another.
[[nodiscard]] Result<RpcPacket> read_rpc_packet(const DvripHeader& header);

/// A reply put together again.
struct RpcPayload {
    std::uint32_t id = 0;
    Buffer json;   ///< the text as received, to be read by parse_rpc_message
    Buffer binary; ///< raw bytes behind the text and its line end; usually none

    [[nodiscard]] bool operator==(const RpcPayload&) const = default;
};

/// Puts the packets of long replies together, also when packets of several replies alternate.
/// buffered() is at most max_pending × Limits::max_json. An error is final.
class RpcAssembler {
public:
    static constexpr std::size_t max_pending = 4;

    explicit RpcAssembler(const Limits& limits) noexcept : limits_(limits) {}

    /// Takes one f6 frame; gives the payload when it is complete.
    /// Errors: unexpected_answer (another command), too_large (total above Limits::max_json, a binary part above
    /// max_message, more than max_pending unfinished), malformed (a total that changes, a packet without bytes).
    [[nodiscard]] Result<std::optional<RpcPayload>> feed(const DvripHeader& header, Bytes body);
    /// The same for a packet whose header was read already, of whatever framing.
    [[nodiscard]] Result<std::optional<RpcPayload>> feed(const RpcPacket& packet, Bytes body);

    /// Nobody wants the rest of that reply any more: what was kept of it is given back.
    void forget(std::uint32_t id);

    /// Bytes kept for unfinished replies.
    [[nodiscard]] std::size_t buffered() const noexcept;

private:
    struct Pending {
        std::uint32_t id = 0;
        std::uint32_t total = 0;
        Buffer json;
    };
    [[nodiscard]] Result<std::optional<RpcPayload>> take(const RpcPacket& packet, Bytes body);
    [[nodiscard]] Result<std::optional<RpcPayload>> settled(Result<std::optional<RpcPayload>> taken);

    Limits limits_;
    std::vector<Pending> pending_;
    std::optional<Error> failed_;
};

} // namespace netsdk::wire
