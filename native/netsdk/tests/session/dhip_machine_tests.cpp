#include "tests/session/dhip_peer.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace netsdk;
using namespace netsdk::test;
using session::Close;
using session::Denied;
using session::Late;
using session::Replied;

TEST_CASE("calls_by_dhip_end_as_those_by_f6_do")
{
    session::Settings settings;
    settings.limits.max_json = 1000;
    DhipPeer peer("SERIAL01", "", settings);
    peer.log_in();
    REQUIRE(peer.ask());
    peer.answer(99, R"({"id":99,"result":true})"); // of nobody
    peer.answer(3, R"({"id":3,)", 23);
    peer.answer(3, R"("result":true} )", 23);
    peer.answer(3, R"({"id":3,"result":true})"); // twice
    CHECK(peer.wanted<Late>().size() == 2);
    REQUIRE(peer.wanted<Replied>().size() == 1);
    CHECK(peer.wanted<Replied>().front().json);

    REQUIRE(peer.ask());
    for (int packet = 0; packet < 4; ++packet)
        peer.answer(4, std::string(1024, 'x'), 4096); // one answer too large costs its call
    REQUIRE(peer.wanted<Replied>().size() == 2);
    CHECK(peer.wanted<Replied>().back().json.error() == wire::Error::too_large);

    REQUIRE(peer.ask());
    peer.wait(second);
    REQUIRE(peer.wanted<Replied>().size() == 3);
    CHECK(peer.wanted<Replied>().back().json.error() == wire::Error::timed_out);
    peer.answer(5, R"({"id":5,"result":true})"); // late
    CHECK(peer.wanted<Late>().size() == 3);
    CHECK(peer.machine.up());
    CHECK(!peer.closed());

    REQUIRE(peer.ask());
    peer.answer(6, R"({"id":6,)", 23); // cut
    peer.machine.lost(wire::Error::connection_lost, peer.actions);
    REQUIRE(peer.wanted<Replied>().size() == 4);
    CHECK(peer.wanted<Replied>().back().json.error() == wire::Error::connection_lost);
    CHECK(!peer.ask());
}

TEST_CASE("what_is_no_dhip_ends_the_connection_and_every_call")
{
    DhipPeer peer;
    peer.log_in();
    REQUIRE(peer.ask());
    peer.feed(wire::Buffer(40, std::byte{0xff}));
    CHECK(peer.closed() == wire::Error::malformed);
    CHECK(peer.wanted<Replied>().size() == 1);
    CHECK(!peer.machine.up());
}

TEST_CASE("a_login_by_dhip_is_kept_alive_and_a_silent_device_noticed")
{
    DhipPeer peer;
    peer.log_in();
    for (std::uint32_t beat = 1; beat <= 5; ++beat) {
        peer.wait(10 * second);
        REQUIRE(peer.sent().size() == beat);
        CHECK(peer.sent().back().at("method") == "global.keepAlive");
        peer.answer(wire::number_member(&peer.sent().back(), "id").value(),
                    R"({"result":true,"params":{"timeout":60}})");
    }
    peer.wait(30 * second - net::Milliseconds(1));
    CHECK(!peer.closed());
    peer.wait(net::Milliseconds(1));
    CHECK(peer.closed() == wire::Error::timed_out);

    DhipPeer eager;
    eager.challenge_it();
    eager.answer(2, R"({"id":2,"result":true,"params":{"keepAliveInterval":0}})");
    eager.actions.clear();
    eager.wait(5 * second);
    CHECK(eager.sent().size() == 5); // not faster than once a second, whatever it claims
}

TEST_CASE("a_logout_by_dhip_is_told_once_in_and_not_before")
{
    DhipPeer peer;
    peer.machine.log_out(peer.actions);
    CHECK(peer.sent().size() == 1);
    peer.log_in();
    peer.machine.log_out(peer.actions);
    CHECK(peer.sent().back().at("method") == "global.logout");
}

TEST_CASE("a_dhip_machine_that_is_told_anything_in_any_order_ends_within_bounds")
{
    std::uint32_t random = 1;
    const auto next = [&random](std::size_t bound) {
        random = random * 1664525U + 1013904223U;
        return static_cast<std::size_t>(random >> 8U) % bound;
    };
    for (int round = 0; round < 2000; ++round) {
        DhipPeer peer;
        peer.piece = next(40);
        for (int turn = 0; turn < 30; ++turn) {
            const auto id = static_cast<std::uint32_t>(next(6));
            switch (next(8)) {
            case 0: peer.challenge_it(); break;
            case 1: peer.answer(id, dhip_welcome); break;
            case 2: peer.answer(id, "{}"); break;
            case 3: peer.answer(id, R"({"error":{"code":268632085}})"); break;
            case 4: peer.wait(net::Milliseconds(next(20000))); break;
            case 5: static_cast<void>(peer.ask()); break;
            case 6: peer.feed(wire::Buffer(7, std::byte{0x20})); break;
            default: peer.answer(id, "{\"id\":", 1000); break;
            }
            REQUIRE(peer.wanted<Close>().size() + peer.wanted<Denied>().size() <= 1);
            if (peer.closed())
                REQUIRE(peer.machine.deadline() == net::never);
        }
        CHECK(peer.actions.size() < 500);
    }
}
