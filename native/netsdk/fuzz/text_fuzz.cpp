#include "fuzz/require.h"
#include "wire/stream_requests.h"
#include "wire/text_message.h"

using namespace netsdk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto body = std::as_bytes(std::span(data, size));
    const auto message = wire::TextMessage::parse(body, {});
    const auto reply = wire::parse_stream_reply(wire::DvripHeader(wire::Command::text, 0), body, {});
    fuzz::require(!reply || message);
    if (!message)
        return 0;
    // What was read can be written, and reads the same.
    wire::Limits wide;
    wide.max_text *= 2;
    const auto text = message.value().write();
    const auto again = wire::TextMessage::parse(wire::bytes_of(text), wide);
    fuzz::require(again && again.value() == message.value() && again.value().write() == text);
    return 0;
}
