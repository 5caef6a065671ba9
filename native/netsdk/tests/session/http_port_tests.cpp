#include "session/http_port.h"

#include "net/io_buffer.h"
#include "net/watchdog.h"
#include "tests/abi/discovery_peer.h"

#include <doctest/doctest.h>
#include <optional>

using namespace netsdk;
using namespace netsdk::test;
using namespace std::chrono_literals;

namespace {

wire::DiscoveredDevice device(const std::string& serial, std::uint16_t port)
{
    wire::DiscoveredDevice told;
    told.serial = serial;
    told.http_port = port;
    return told;
}

/// What one question to the peer finds out.
session::KnownPort known(const DiscoveryPeer& peer, const std::string& serial)
{
    asio::io_context io;
    const net::IoBuffer buffer;
    session::Settings settings;
    settings.discovery_port = peer.port;
    std::optional<session::KnownPort> port;
    const auto search =
        std::make_shared<session::HttpPort>(io.get_executor(), net::parse_target("127.0.0.1", 37777, "").value(),
                                            serial, settings, [&](session::KnownPort told) { port = told; });
    search->ask();
    CHECK(!port); // never inside the call
    const auto limit = std::chrono::steady_clock::now() + 20s;
    while (!port && std::chrono::steady_clock::now() < limit) {
        io.restart();
        io.run_for(1ms);
    }
    return port.value_or(session::KnownPort{});
}

std::uint16_t found(const DiscoveryPeer& peer, const std::string& serial)
{
    return known(peer, serial).port;
}

} // namespace

TEST_CASE("of_several_that_answer_the_one_with_the_serial_number_is_believed")
{
    const DiscoveryPeer peer({device("B", 8081), device("A", 8080), device("C", 8082)});
    CHECK(found(peer, "A") == 8080);
}

TEST_CASE("without_the_serial_number_it_is_what_all_who_answer_agree_on_or_the_usual_port")
{
    const DiscoveryPeer alone({device("B", 8081)}), agreed({device("B", 8081), device("C", 8081)}),
        at_odds({device("B", 8081), device("C", 8082)});
    CHECK(found(alone, "A") == 8081);
    CHECK(found(alone, "") == 8081);
    CHECK(found(agreed, "A") == 8081);
    CHECK(found(at_odds, "A") == session::HttpPort::usual);
}

TEST_CASE("a_device_that_tells_no_port_speaks_http_on_the_usual_one")
{
    const DiscoveryPeer peer({device("A", 0)});
    CHECK(found(peer, "A") == session::HttpPort::usual);
}

TEST_CASE("a_port_that_was_told_is_told_apart_from_the_usual_one_that_nobody_told")
{
    const DiscoveryPeer tells({device("A", 80)}), silent({device("A", 0)}), at_odds({device("B", 1), device("C", 2)});
    CHECK(known(tells, "A").source == session::PortSource::told);
    CHECK(known(silent, "A").source == session::PortSource::usual);
    CHECK(known(at_odds, "A").source == session::PortSource::usual);
}

TEST_CASE("no_question_goes_out_while_the_watchdog_has_tripped")
{
    const DiscoveryPeer peer({device("A", 8080)});
    net::watchdog().arm(1ns);
    const auto port = found(peer, "A");
    net::watchdog().arm(0s);
    CHECK(port == session::HttpPort::usual);
    CHECK(peer.questions == 0);
    CHECK(found(peer, "A") == 8080);
}
