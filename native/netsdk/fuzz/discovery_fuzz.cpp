#include "fuzz/require.h"
#include "wire/old_discovery.h"
#include "wire/text.h"

using namespace netsdk;

namespace {

void check_words(const wire::DiscoveredDevice& device)
{
    for (const auto* text : {&device.serial, &device.machine_name, &device.ipv4.address, &device.mac, &device.version})
        fuzz::require(text->size() <= 128 && !wire::has_control(*text) && wire::repaired_utf8(*text) == *text);
}

void check_json(wire::Bytes datagram)
{
    const auto device = wire::parse_discovery_reply(datagram, {});
    if (!device)
        return;
    check_words(device.value());
    // What was read can be written, and reads the same.
    const auto written = wire::discovery_reply(device.value());
    fuzz::require(bool(written));
    const auto again = wire::parse_discovery_reply(written.value(), {});
    fuzz::require(again && again.value() == device.value());
}

void check_binary(wire::Bytes datagram)
{
    const auto device = wire::parse_old_discovery_reply(datagram);
    if (!device)
        return;
    fuzz::require(wire::is_old_discovery(datagram));
    check_words(device.value());
    const auto& read = device.value();
    const auto written = wire::old_discovery_reply(read);
    fuzz::require(bool(written));
    const auto again = wire::parse_old_discovery_reply(written.value());
    fuzz::require(again && again.value().ipv4 == read.ipv4 && again.value().port == read.port &&
                  again.value().http_port == read.http_port && again.value().serial == read.serial &&
                  again.value().mac == read.mac && again.value().version == read.version);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto datagram = std::as_bytes(std::span(data, size));
    check_json(datagram);
    check_binary(datagram);
    return 0;
}
