#include "session/call_queue.h"
#include "tests/session/scripted_peer.h"
#include "wire/rpc_message.h"

#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;
using session::CallQueue;
using session::Late;
using session::Replied;

namespace {

constexpr net::Milliseconds second{1000};

wire::RpcRequest asking(const std::string& method)
{
    wire::RpcRequest request;
    request.method = method;
    return request;
}

/// One f6 packet of an answer.
wire::Buffer packet(std::uint32_t id, std::string_view text, std::size_t total)
{
    wire::DvripHeader header(wire::Command::rpc, 0);
    header.set<8>(id).set<16>(static_cast<std::uint32_t>(total));
    return device_frame(header, text);
}

wire::Buffer answer_to(std::uint32_t id)
{
    const std::string text = R"({"id":)" + std::to_string(id) + R"(,"result":true})";
    return packet(id, text, text.size());
}

/// The ids of the calls that were sent, in order.
std::vector<std::uint32_t> sent_ids(const ScriptedPeer& peer)
{
    std::vector<std::uint32_t> ids;
    for (const auto& send : peer.wanted<session::Send>()) {
        const auto header = wire::DvripHeader::read(send.bytes).value();
        if (header.command() == wire::Command::rpc)
            ids.push_back(header.little<std::uint32_t, 8>());
    }
    return ids;
}

struct Peer : ScriptedPeer {
    Peer() { log_in(); }
    explicit Peer(const session::Settings& settings) : ScriptedPeer(settings) { log_in(); }

    wire::Result<session::RequestId> ask(const std::string& method, net::Milliseconds time = second)
    {
        return machine.call(asking(method), now + time, now, actions);
    }
};

std::string text_of(const Replied& replied)
{
    return std::string(wire::text_of(replied.json.value()));
}

} // namespace

TEST_CASE("a_call_carries_its_id_and_the_session_and_gets_its_answer")
{
    Peer peer;
    const auto id = peer.ask("magicBox.getSerialNo").value();
    const auto sends = peer.wanted<session::Send>();
    REQUIRE(sends.size() == 1);
    const auto header = wire::DvripHeader::read(sends[0].bytes).value();
    CHECK(header.little<std::uint32_t, 8>() == id);
    CHECK(header.little<std::uint32_t, 24>() == 99);
    const auto json = wire::parse_json(wire::text_of(wire::Bytes(sends[0].bytes).subspan(32)), {}).value();
    CHECK(wire::number_member(&json, "id") == id);
    CHECK(wire::number_member(&json, "session") == 99);
    CHECK(wire::text_member(&json, "method", 99) == "magicBox.getSerialNo");
    peer.answer(answer_to(id));
    const auto replies = peer.wanted<Replied>();
    REQUIRE(replies.size() == 1);
    CHECK(replies[0].call == id);
    CHECK(text_of(replies[0]) == R"({"id":1,"result":true})");
}

TEST_CASE("several_calls_are_under_way_and_answers_find_theirs_in_any_order_and_cut_anywhere")
{
    for (const std::size_t piece : {std::size_t{0}, std::size_t{1}, std::size_t{7}}) {
        CAPTURE(piece);
        Peer peer;
        peer.piece = piece;
        for (int count = 0; count < 6; ++count)
            REQUIRE(peer.ask("a.b"));
        CHECK(sent_ids(peer) == std::vector<std::uint32_t>{1, 2, 3, 4});
        peer.answer(packet(3, R"({"id":3,)", 23));
        peer.answer(packet(2, R"({"id":2,)", 23));
        peer.answer(packet(3, R"("result":false})", 23));
        CHECK(sent_ids(peer) == std::vector<std::uint32_t>{1, 2, 3, 4, 5});
        peer.answer(packet(2, R"("result":null} )", 23));
        const auto replies = peer.wanted<Replied>();
        REQUIRE(replies.size() == 2);
        CHECK(replies[0].call == 3);
        CHECK(text_of(replies[0]) == R"({"id":3,"result":false})");
        CHECK(replies[1].call == 2);
        CHECK(peer.wanted<Late>().empty());
        CHECK(!peer.closed());
    }
}

TEST_CASE("each_call_has_its_own_time_whether_it_was_sent_or_waits")
{
    Peer peer;
    for (int count = 0; count < 4; ++count)
        REQUIRE(peer.ask("slow.one", 3 * second));
    REQUIRE(peer.ask("short.one", second));
    REQUIRE(peer.ask("long.one", 5 * second));
    peer.wait(second - net::Milliseconds(1));
    CHECK(peer.wanted<Replied>().empty());
    peer.wait(net::Milliseconds(1));
    CHECK(peer.wanted<Replied>() == std::vector{Replied{5, wire::Error::timed_out}});
    peer.wait(2 * second);
    CHECK(peer.wanted<Replied>().size() == 5);
    CHECK(sent_ids(peer) == std::vector<std::uint32_t>{1, 2, 3, 4, 6});
    peer.wait(2 * second);
    CHECK(peer.wanted<Replied>().back() == Replied{6, wire::Error::timed_out});
}

TEST_CASE("a_call_whose_time_is_over_already_is_answered_and_not_sent")
{
    Peer peer;
    const auto id = peer.ask("too.late", net::Milliseconds(0)).value();
    CHECK(peer.wanted<Replied>() == std::vector{Replied{id, wire::Error::timed_out}});
    CHECK(sent_ids(peer).empty());
}

TEST_CASE("answers_that_are_late_twice_or_of_an_unknown_id_are_dropped_and_counted_once_each")
{
    Peer peer;
    const auto id = peer.ask("a.b").value();
    peer.answer(answer_to(77));
    CHECK(peer.wanted<Late>().size() == 1);
    CHECK(peer.wanted<Replied>().empty());
    peer.answer(answer_to(id));
    peer.answer(answer_to(id));
    CHECK(peer.wanted<Replied>().size() == 1);
    CHECK(peer.wanted<Late>().size() == 2);
    const auto slow = peer.ask("c.d").value();
    peer.answer(packet(slow, R"({"id":)", 30));
    peer.wait(second);
    CHECK(peer.wanted<Replied>().back() == Replied{slow, wire::Error::timed_out});
    peer.answer(packet(slow, "2,", 30));
    peer.answer(packet(slow, R"("result":true})", 30));
    CHECK(peer.wanted<Late>().size() == 3);
    CHECK(!peer.closed());
    const auto next = peer.ask("e.f").value();
    peer.answer(answer_to(next));
    CHECK(peer.wanted<Replied>().back().call == next);
}

TEST_CASE("an_answer_above_the_limit_costs_its_call_alone_however_it_comes")
{
    session::Settings settings;
    settings.limits.max_json = 200;
    Peer peer(settings);
    const auto huge = peer.ask("a.b").value();
    const auto small = peer.ask("c.d").value();
    peer.answer(packet(huge, std::string(150, 'x'), 400));
    CHECK(peer.wanted<Replied>() == std::vector{Replied{huge, wire::Error::too_large}});
    peer.answer(packet(huge, std::string(150, 'x'), 400));
    peer.answer(packet(huge, std::string(100, 'x'), 400));
    peer.answer(answer_to(small));
    CHECK(peer.wanted<Replied>().back().call == small);
    CHECK(peer.wanted<Late>().empty());
    const auto whole = peer.ask("e.f").value();
    peer.answer(packet(whole, std::string(300, 'x'), 0));
    CHECK(peer.wanted<Replied>().back() == Replied{whole, wire::Error::too_large});
    CHECK(!peer.closed());
}

TEST_CASE("packets_that_are_none_close_the_connection_and_every_call_is_told_that_it_was_lost")
{
    Peer peer;
    for (int count = 0; count < 6; ++count)
        REQUIRE(peer.ask("a.b"));
    peer.answer(packet(1, "{", 30));
    peer.answer(packet(1, "{", 31));
    CHECK(peer.closed() == wire::Error::malformed);
    const auto replies = peer.wanted<Replied>();
    REQUIRE(replies.size() == 6);
    for (const auto& reply : replies)
        CHECK(reply.json.error() == wire::Error::connection_lost);
    CHECK(std::holds_alternative<session::Close>(peer.actions.back()));
}

TEST_CASE("a_lost_connection_fails_all_calls_and_a_logout_ends_them_as_cancelled")
{
    Peer lost;
    REQUIRE(lost.ask("a.b"));
    lost.machine.lost(wire::Error::timed_out, lost.actions);
    CHECK(lost.wanted<Replied>() == std::vector{Replied{1, wire::Error::connection_lost}});
    CHECK(lost.ask("a.b").error() == wire::Error::connection_lost);
    Peer left;
    REQUIRE(left.ask("a.b"));
    left.machine.logout(left.now, left.actions);
    CHECK(left.wanted<Replied>() == std::vector{Replied{1, wire::Error::cancelled}});
    CHECK(left.ask("a.b").error() == wire::Error::connection_lost);
}

TEST_CASE("calls_are_bounded_in_number_and_in_bytes")
{
    Peer peer;
    const auto most = CallQueue::most_under_way + CallQueue::most_waiting;
    for (std::size_t count = 0; count < most; ++count)
        REQUIRE(peer.ask("a.b"));
    CHECK(peer.ask("a.b").error() == wire::Error::limit_reached);
    peer.answer(answer_to(1));
    CHECK(peer.ask("a.b"));

    session::Settings settings;
    settings.limits.max_json = 1000;
    settings.limits.max_message = 2000;
    Peer tight(settings);
    CHECK(tight.ask(std::string(2000, 'x')).error() == wire::Error::too_large);
    for (int count = 0; count < 6; ++count)
        REQUIRE(tight.ask(std::string(800, 'x')));
    CHECK(tight.ask(std::string(800, 'x')).error() == wire::Error::limit_reached);
}

TEST_CASE("no_call_is_made_before_the_login")
{
    ScriptedPeer peer;
    CHECK(peer.machine.call(asking("a.b"), peer.now + second, peer.now, peer.actions).error() ==
          wire::Error::connection_lost);
}
