#include "fuzz/require.h"
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
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    wire::Limits limits;
    limits.max_json = 2048;
    wire::FrameReader frames(limits);
    wire::RpcAssembler replies(limits);
    wire::Bytes input = std::as_bytes(std::span(data, size));
    for (auto part = frames.next(input); part && part.value(); part = frames.next(input)) {
        const auto payload = replies.feed(part.value()->header, part.value()->body);
        fuzz::require(replies.buffered() <= wire::RpcAssembler::max_pending * limits.max_json);
        if (!payload)
            break;
        if (payload.value())
            check(*payload.value(), limits);
    }
    return 0;
}
