#include "fuzz/require.h"
#include "wire/discovery.h"
#include "wire/text.h"

using namespace netsdk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto device = wire::parse_discovery_reply(std::as_bytes(std::span(data, size)), {});
    if (!device)
        return 0;
    for (const auto* text : {&device.value().serial, &device.value().machine_name, &device.value().ipv4.address})
        fuzz::require(text->size() <= 128 && !wire::has_control(*text) && wire::repaired_utf8(*text) == *text);
    // What was read can be written, and reads the same.
    const auto written = wire::discovery_reply(device.value());
    fuzz::require(bool(written));
    const auto again = wire::parse_discovery_reply(written.value(), {});
    fuzz::require(again && again.value() == device.value());
    return 0;
}
