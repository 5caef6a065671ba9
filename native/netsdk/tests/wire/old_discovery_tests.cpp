#include "wire/old_discovery.h"

#include "tests/support/hex.h"

#include <doctest/doctest.h>

using namespace netsdk;
using wire::DiscoveredDevice;
using wire::Error;

namespace {

DiscoveredDevice example()
{
    DiscoveredDevice device;
    device.machine_name = "Gate";
    device.ipv4 = {"192.0.2.17", "255.255.255.0", "192.0.2.1", false};
    device.http_port = 80;
    device.port = 37777;
    device.device_type = "DVR0404LE";
    device.serial = "PA2FW00000001";
    device.version = "2.608.0000.0";
    device.mac = "90:02:a9:00:00:01";
    return device;
}

// Offsets: one public client, DahuaConsole.
const char* const golden = "b3000100" "000000000000000000000000" "00000000000000000000000000000000"
                           "0100020003000400"                                 // version
                           "47617465" "000000000000000000000000"              // name
                           "c0000211" "ffffff00" "c0000201" "08080808"        // address, mask, gateway, name server
                           "c0000209" "0100" "00000000" "0000" "000000000000" // alarm server and port, e-mail
                           "00000000"
                           "5000" "bb01" "9193" "0a00" "0000" "9293"          // HTTP, HTTPS, TCP, connections, SSL, UDP
                           "0000" "00000000" "0000" "000000000000"            // multicast
                           "4456523034303400" "5041324657303100";             // DVR0404, PA2FW01

} // namespace

TEST_CASE("the_question_of_the_binary_search_is_32_bytes")
{
    CHECK(test::to_hex(wire::old_discovery_request()) == "a3010001000000000000000000000000"
                                                         "02000000000000000000000000000000");
}

TEST_CASE("an_answer_of_the_binary_search_tells_addresses_ports_name_type_and_serial")
{
    const auto read = wire::parse_old_discovery_reply(test::from_hex(golden));
    REQUIRE(read);
    CHECK(read.value().machine_name == "Gate");
    CHECK(read.value().ipv4 == DiscoveredDevice::Address{"192.0.2.17", "255.255.255.0", "192.0.2.1", false});
    CHECK(read.value().http_port == 80);
    CHECK(read.value().port == 37777);
    CHECK(read.value().device_type == "DVR0404");
    CHECK(read.value().serial == "PA2FW01");
    CHECK(read.value().mac.empty());
    CHECK(read.value().version.empty());
    CHECK(read.value().init == 0);
}

TEST_CASE("an_answer_of_the_binary_search_that_was_written_reads_the_same")
{
    const auto written = wire::old_discovery_reply(example()).value();
    CHECK(wire::is_old_discovery(written));
    CHECK(wire::parse_old_discovery_reply(written).value() == example());
    auto swapped = example();
    swapped.version.clear();
    CHECK(wire::parse_old_discovery_reply(wire::old_discovery_reply(swapped).value()).value() == swapped);
}

TEST_CASE("what_is_no_answer_of_the_binary_search_is_told_apart")
{
    CHECK(!wire::is_old_discovery(wire::discovery_request()));
    CHECK(!wire::is_old_discovery({}));
    CHECK(wire::parse_old_discovery_reply({}).error() == Error::unexpected_answer);
    CHECK(wire::parse_old_discovery_reply(wire::old_discovery_request()).error() == Error::unexpected_answer);
    const auto whole = test::from_hex(golden);
    for (std::size_t size = 1; size < 120; ++size)
        CHECK(wire::parse_old_discovery_reply(wire::Bytes(whole).first(size)).error() == Error::malformed);
    CHECK(wire::parse_old_discovery_reply(wire::Bytes(whole).first(120)));
    auto nowhere = example();
    nowhere.ipv4.address = "0.0.0.0";
    CHECK(wire::parse_old_discovery_reply(wire::old_discovery_reply(nowhere).value()).error() == Error::malformed);
}

TEST_CASE("words_of_a_binary_answer_are_bounded_and_fit_to_be_shown")
{
    auto wild = example();
    wild.device_type = std::string(500, 'M');
    wild.serial = "a\x01\xff";
    const auto read = wire::parse_old_discovery_reply(wire::old_discovery_reply(wild).value()).value();
    CHECK(read.device_type == std::string(128, 'M'));
    CHECK(read.serial == "a??");
}
