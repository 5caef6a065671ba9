#include "wire/discovery.h"

#include "tests/support/hex.h"
#include "wire/dhip_packet.h"

#include <doctest/doctest.h>

using namespace netsdk;
using wire::DiscoveredDevice;
using wire::Error;

namespace {

wire::Buffer datagram(std::string_view json)
{
    return wire::dhip_packet(0, 0, test::buffer_of(json)).value();
}

auto parse(std::string_view json)
{
    return wire::parse_discovery_reply(datagram(json), {});
}

DiscoveredDevice example()
{
    DiscoveredDevice device;
    device.mac = "14:a7:8b:00:00:01";
    device.ipv4 = {"192.0.2.17", "255.255.255.0", "192.0.2.1", true};
    device.ipv6 = {"2001:db8::17", "fe80::17/64", "2001:db8::1", false};
    device.port = 37777;
    device.http_port = 80;
    device.device_class = "NVR";
    device.device_type = "NVR5216";
    device.device_id = "id";
    device.serial = "4X7C5A1ZAG21L3F";
    device.version = "4.003.0000000.1";
    device.vendor = "Private";
    device.manufacturer = "Private";
    device.machine_name = "Gate \xe4\xb8\xad";
    device.find = "AB";
    device.init = 3210;
    device.unlogin_functions = 1;
    device.video_inputs = 1;
    device.remote_video_inputs = 16;
    device.video_outputs = 2;
    device.alarm_inputs = 4;
    device.alarm_outputs = 6;
    return device;
}

} // namespace

TEST_CASE("the_request_is_a_DHIP_packet_with_the_search_method")
{
    // Header: public clients in Python (DahuaConsole, one of door stations); body: public descriptions of DHDiscover.
    const auto request = wire::discovery_request();
    CHECK(test::to_hex(wire::Bytes(request).first(32)) == "2000000044484950"
                                                          "0000000000000000"
                                                          "3b00000000000000"
                                                          "3b00000000000000");
    CHECK(wire::text_of(wire::Bytes(request).subspan(32)) ==
          "{\"method\":\"DHDiscover.search\",\"params\":{\"mac\":\"\",\"uni\":1}}\n");
}

TEST_CASE("a_reply_is_read_back_as_it_was_written")
{
    const auto reply = wire::discovery_reply(example());
    REQUIRE(reply);
    const auto device = wire::parse_discovery_reply(reply.value(), {});
    REQUIRE(device);
    CHECK(device.value() == example());
}

TEST_CASE("a_reply_as_devices_send_it_is_read")
{
    // Field names and the ending zero: a public description of DHDiscover, DahuaConsole.
    const std::string json =
        R"({"mac":"14:a7:8b:00:00:02","method":"client.notifyDevInfo","params":{"deviceInfo":{"AlarmInputChannels":4,)"
        R"("DeviceClass":"IPC","DeviceType":"IPC-X","Find":"BD","HttpPort":80,"IPv4Address":{"DefaultGateway":"192.0.2.1",)"
        R"("DhcpEnable":false,"IPAddress":"192.0.2.18","SubnetMask":"255.255.255.0"},"Init":3734,"MachineName":"cam",)"
        R"("Port":37777,"SerialNo":"S2","Vendor":"Private","Version":"2.8"}}})";
    const auto device = parse(json + '\n' + '\0');
    REQUIRE(device);
    CHECK(device.value().serial == "S2");
    CHECK(device.value().ipv4.address == "192.0.2.18");
    CHECK(device.value().port == 37777);
    CHECK((device.value().init & 3) == 2);
    CHECK(device.value().ipv6 == DiscoveredDevice::Address{});
}

TEST_CASE("claims_that_do_not_fit_are_left_out_and_texts_are_cut_and_cleaned")
{
    const auto device = parse(R"({"mac":"a","method":"client.notifyDevInfo","params":{"deviceInfo":{"Port":70000,)"
                              R"("HttpPort":-1,"Init":"x","MachineName":")" +
                              std::string(500, 'n') + R"(","Version":"\u001b[2J","IPv4Address":7}}})");
    REQUIRE(device);
    CHECK(device.value().port == 0);
    CHECK(device.value().http_port == 0);
    CHECK(device.value().init == 0);
    CHECK(device.value().machine_name.size() == 128);
    CHECK(device.value().version == "?[2J");
    CHECK(device.value().ipv4.address.empty());
}

TEST_CASE("other_datagrams_are_told_apart")
{
    const std::string info = R"("method":"client.notifyDevInfo","params":{"deviceInfo":{)";
    CHECK(parse(R"({"method":"DHDiscover.search","params":{"mac":"","uni":1}})").error() == Error::unexpected_answer);
    CHECK(parse("[]").error() == Error::unexpected_answer);
    CHECK(parse("{" + info + "}}}").error() == Error::malformed); // neither MAC nor serial
    CHECK(parse("{\"mac\":\"a\"," + info.substr(0, 43) + "7}}").error() == Error::malformed);
    CHECK(parse(R"({"mac":"a","method":"client.notifyDevInfo"})").error() == Error::malformed);
    CHECK(parse("{").error() == Error::malformed);
    CHECK(parse(std::string(5000, '[')).error() == Error::too_deep);
}

TEST_CASE("a_datagram_cut_anywhere_is_an_error_and_bytes_behind_it_are_ignored")
{
    const auto whole = wire::discovery_reply(example()).value();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const auto parsed = wire::parse_discovery_reply(wire::Bytes(whole).first(size), {});
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error() == Error::malformed);
    }
    CHECK(wire::parse_discovery_reply(test::joined(whole, test::buffer_of("junk")), {}));
}

TEST_CASE("a_DHIP_header_is_checked_and_its_lengths_are_claims")
{
    const auto packet = wire::dhip_packet(0x01020304, 7, test::buffer_of("{}")).value();
    const auto header = wire::DhipHeader::read(packet);
    REQUIRE(header);
    CHECK(header.value() == wire::DhipHeader{0x01020304, 7, 2, 2});
    CHECK(wire::text_of(wire::dhip_datagram(packet, {}).value()) == "{}");

    for (const std::size_t at : {0U, 1U, 4U, 7U}) {
        auto broken = packet;
        broken[at] ^= std::byte{1};
        CHECK(wire::DhipHeader::read(broken).error() == Error::malformed);
    }
    auto lying = packet;
    for (std::size_t at = 16; at < 20; ++at)
        lying[at] = std::byte{0xff};
    CHECK(wire::dhip_datagram(lying, {}).error() == Error::too_large);
    lying = packet;
    lying[16] = std::byte{3};
    CHECK(wire::dhip_datagram(lying, {}).error() == Error::malformed);
    CHECK(wire::dhip_datagram({}, {}).error() == Error::malformed);
}
