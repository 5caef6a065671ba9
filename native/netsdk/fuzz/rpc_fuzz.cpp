#include "fuzz/require.h"
#include "wire/dhip_login.h"
#include "wire/dhip_reader.h"
#include "wire/frame_reader.h"
#include "wire/rpc_message.h"
#include "wire/rpc_packet.h"

using namespace netsdk;

namespace {

void check(const wire::RpcPayload& payload, const wire::Limits& limits)
{
    const auto json = wire::parse_json(wire::text_of(payload.json), limits);
    const auto message = wire::parse_rpc_message(payload.json, limits);
    fuzz::require(!message || json);
    if (!json)
        return;
    const auto text = wire::write_json(json.value());
    const auto again = wire::parse_json(text, {});
    fuzz::require(again && wire::write_json(again.value()) == text);
    // A challenge is never taken for a welcome, nor the other way round.
    const bool challenge = message && wire::parse_dhip_challenge(message.value());
    fuzz::require(!challenge || (wire::offers_challenge(message.value()) && !message.value().ok()));
    const auto session = message ? wire::dhip_session(message.value()) : wire::Error::malformed;
    fuzz::require(!session || session.value().text.size() <= 128);
}

/// Both framings end in the same assembler.
class Replies {
public:
    explicit Replies(const wire::Limits& limits) : limits_(limits), replies_(limits) {}

    /// False: the connection would be closed.
    [[nodiscard]] bool take(const wire::RpcPacket& packet, wire::Bytes body)
    {
        const auto payload = replies_.feed(packet, body);
        fuzz::require(replies_.buffered() <= wire::RpcAssembler::max_pending * limits_.max_json);
        if (payload && payload.value())
            check(*payload.value(), limits_);
        return bool(payload);
    }

private:
    wire::Limits limits_;
    wire::RpcAssembler replies_;
};

void check_dvrip(wire::Bytes input, const wire::Limits& limits)
{
    wire::FrameReader frames(limits);
    Replies replies(limits);
    for (auto part = frames.next(input); part && part.value(); part = frames.next(input)) {
        const auto packet = wire::read_rpc_packet(part.value()->header);
        if (!packet || !replies.take(packet.value(), part.value()->body))
            return;
    }
}

void check_dhip(wire::Bytes input, const wire::Limits& limits)
{
    wire::DhipReader packets(limits);
    Replies replies(limits);
    for (auto part = packets.next(input); part && part.value(); part = packets.next(input)) {
        const auto& header = part.value()->header;
        fuzz::require(part.value()->body.size() == header.length);
        if (!replies.take({header.id, header.total, header.session}, part.value()->body))
            return;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    wire::Limits limits;
    limits.max_json = 2048;
    const auto input = std::as_bytes(std::span(data, size));
    check_dvrip(input, limits);
    check_dhip(input, limits);
    return 0;
}
