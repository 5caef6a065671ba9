#include "tests/session/scripted_peer.h"
#include "wire/text_message.h"

#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;
using session::Answered;
using session::Close;
using session::LoggedOut;
using wire::Command;
using Kind = streams::StreamOrder::Kind;

namespace {

/// The sub-connections that were given back, in order.
std::vector<std::uint32_t> released(const ScriptedPeer& peer)
{
    std::vector<std::uint32_t> connections;
    for (const auto& send : peer.wanted<session::Send>()) {
        const auto header = wire::DvripHeader::read(send.bytes).value();
        if (header.command() != Command::text)
            continue;
        const auto message = wire::TextMessage::parse(wire::Bytes(send.bytes).subspan(wire::DvripHeader::size), {});
        if (message.value().find("Method") == "DeleteObject")
            connections.push_back(message.value().find_number("ConnectionID").value());
    }
    return connections;
}

} // namespace

TEST_CASE("a_session_asks_in_steps_whether_the_device_is_there_and_notices_when_it_is_not")
{
    ScriptedPeer peer;
    peer.log_in();
    for (int beat = 1; beat <= 10; ++beat) {
        peer.wait(net::Milliseconds(10000));
        CHECK(peer.sent().size() == static_cast<std::size_t>(beat));
        CHECK(peer.sent().back() == Command::keep_alive);
        peer.answer(wire::keep_alive_reply());
    }
    peer.wait(net::Milliseconds(29999));
    CHECK(!peer.closed());
    peer.wait(net::Milliseconds(1));
    CHECK(peer.closed() == wire::Error::timed_out);
}

TEST_CASE("anything_a_device_sends_is_a_sign_of_life")
{
    ScriptedPeer peer;
    peer.log_in();
    for (int minute = 0; minute < 10; ++minute) {
        peer.wait(net::Milliseconds(29000));
        peer.answer(device_frame(wire::DvripHeader(static_cast<Command>(0x69), 0), "an alarm nobody asked for"));
    }
    CHECK(!peer.closed());
}

TEST_CASE("orders_go_one_after_the_other_and_each_gets_its_answer")
{
    ScriptedPeer peer;
    peer.log_in();
    const auto one = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions);
    const auto two = peer.machine.request({Kind::start, {1, 0}, 5}, peer.now, peer.actions);
    REQUIRE(one);
    REQUIRE(two);
    CHECK(one.value() != two.value());
    CHECK(peer.sent() == std::vector{Command::text});
    peer.answer(text_frame("Method:AddObjectResponse\r\nFaultCode:OK\r\nConnectionID:5\r\n\r\n"));
    CHECK(peer.sent() == std::vector{Command::text, Command::text});
    peer.answer(text_frame("Method:GetParameterNamesResponse\r\nFaultCode:Busy\r\n\r\n"));
    const auto answers = peer.wanted<Answered>();
    REQUIRE(answers.size() == 2);
    CHECK(answers[0].request == one.value());
    CHECK(answers[0].reply.value().connection == 5);
    CHECK(answers[1].request == two.value());
    CHECK(!answers[1].reply.value().ok());
}

TEST_CASE("an_order_without_an_answer_ends_in_time_and_its_late_answer_hits_nobody")
{
    ScriptedPeer peer;
    peer.log_in();
    const auto one = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions);
    const auto two = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions);
    peer.wait(net::Milliseconds(5000));
    REQUIRE(peer.wanted<Answered>().size() == 1);
    CHECK(peer.wanted<Answered>().front().request == one.value());
    CHECK(peer.wanted<Answered>().front().reply.error() == wire::Error::timed_out);
    const auto reply = [](std::uint32_t id, int connection) {
        return text_frame("Method:AddObjectResponse\r\nTransactionID:" + std::to_string(id) +
                          "\r\nFaultCode:OK\r\nConnectionID:" + std::to_string(connection) + "\r\n\r\n");
    };
    peer.answer(reply(one.value(), 5)); // too late
    CHECK(peer.wanted<session::Late>().size() == 1);
    CHECK(peer.wanted<Answered>().size() == 1);
    peer.answer(reply(two.value(), 6));
    REQUIRE(peer.wanted<Answered>().size() == 2);
    CHECK(peer.wanted<Answered>().back().reply.value().connection == 6);
}

TEST_CASE("a_withdrawn_order_is_answered_to_nobody_and_holds_up_nobody")
{
    ScriptedPeer peer;
    peer.log_in();
    const auto one = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions);
    const auto two = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions);
    const auto three = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions);
    peer.machine.withdraw(one.value());
    peer.machine.withdraw(two.value());
    peer.answer(text_frame("Method:AddObjectResponse\r\nFaultCode:OK\r\nConnectionID:5\r\n\r\n"));
    CHECK(peer.wanted<Answered>().empty());
    CHECK(released(peer) == std::vector{5U});
    peer.answer(text_frame("Method:DeleteObjectResponse\r\nFaultCode:OK\r\n\r\n"));
    CHECK(peer.wanted<Answered>().empty());
    peer.answer(text_frame("Method:AddObjectResponse\r\nFaultCode:OK\r\nConnectionID:6\r\n\r\n"));
    REQUIRE(peer.wanted<Answered>().size() == 1);
    CHECK(peer.wanted<Answered>().front().request == three.value());
}

TEST_CASE("a_withdrawn_reservation_that_is_refused_or_never_answered_gives_nothing_back")
{
    const auto after = [](auto&& how) {
        ScriptedPeer peer;
        peer.log_in();
        const auto one = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions);
        peer.machine.withdraw(one.value());
        how(peer);
        CHECK(peer.wanted<Answered>().empty());
        return released(peer);
    };
    CHECK(after([](ScriptedPeer& p) { p.answer(text_frame("Method:X\r\nFaultCode:Busy\r\n\r\n")); }).empty());
    CHECK(after([](ScriptedPeer& p) { p.wait(net::Milliseconds(5000)); }).empty());
    CHECK(after([](ScriptedPeer& p) { p.machine.lost(wire::Error::connection_lost, p.actions); }).empty());
}

TEST_CASE("a_reservation_granted_too_late_is_given_back_once_and_with_the_logout_no_more")
{
    const auto granted = [](std::string_view transaction) {
        return text_frame("Method:AddObjectResponse\r\n" + std::string(transaction) +
                          "FaultCode:OK\r\nConnectionID:5\r\n\r\n");
    };
    for (const bool echoes : {true, false})
        for (const bool withdrawn : {true, false}) {
            CAPTURE(echoes);
            CAPTURE(withdrawn);
            ScriptedPeer peer;
            peer.log_in();
            const auto one = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions).value();
            const auto late = granted(echoes ? "TransactionID:" + std::to_string(one) + "\r\n" : "");
            if (withdrawn)
                peer.machine.withdraw(one);
            peer.wait(net::Milliseconds(5000));
            peer.answer(late);
            CHECK(released(peer) == std::vector{5U});
            peer.answer(late); // a device that says it twice takes back nothing of somebody else's
            CHECK(released(peer) == std::vector{5U});
        }
    ScriptedPeer peer;
    peer.log_in();
    static_cast<void>(peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions));
    peer.wait(net::Milliseconds(5000));
    peer.machine.logout(peer.now, peer.actions);
    peer.answer(granted(""));
    CHECK(released(peer).empty());
}

TEST_CASE("an_answer_that_found_nobody_gives_its_reservation_back_before_anything_else_is_asked")
{
    ScriptedPeer peer;
    peer.log_in();
    const auto one = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions).value();
    peer.answer(text_frame("Method:AddObjectResponse\r\nFaultCode:OK\r\nConnectionID:5\r\n\r\n"));
    const auto two = peer.machine.request({Kind::start, {1, 0}, 4}, peer.now, peer.actions).value();
    const auto three = peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions).value();
    peer.machine.withdraw(one); // too late for that
    REQUIRE(peer.wanted<Answered>().size() == 1);
    peer.machine.give_back(peer.wanted<Answered>().front().reply.value(), peer.now, peer.actions);
    CHECK(released(peer).empty()); // one transaction at a time
    peer.answer(text_frame("Method:GetParameterNamesResponse\r\nFaultCode:OK\r\n\r\n"));
    CHECK(released(peer) == std::vector{5U});
    CHECK(peer.wanted<Answered>().back().request == two);
    peer.answer(text_frame("Method:DeleteObjectResponse\r\nFaultCode:OK\r\n\r\n"));
    peer.answer(text_frame("Method:AddObjectResponse\r\nFaultCode:OK\r\nConnectionID:6\r\n\r\n"));
    CHECK(peer.wanted<Answered>().back().request == three);
    CHECK(peer.wanted<Answered>().size() == 3);
}

TEST_CASE("orders_are_bounded_and_all_answered_when_the_connection_ends")
{
    ScriptedPeer peer;
    peer.log_in();
    std::size_t taken = 0;
    while (peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions))
        ++taken;
    CHECK(taken == session::OrderQueue::most_waiting + 1);
    peer.machine.lost(wire::Error::connection_lost, peer.actions);
    CHECK(peer.wanted<Answered>().size() == taken);
    CHECK(std::holds_alternative<Close>(peer.actions.back()));
}

TEST_CASE("a_logout_is_sent_and_ends_by_its_answer_by_its_time_or_by_the_end_of_the_connection")
{
    const auto leave = [](auto&& how) {
        ScriptedPeer peer;
        peer.log_in();
        static_cast<void>(peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions));
        peer.machine.logout(peer.now, peer.actions);
        CHECK(peer.sent().back() == Command::logout);
        CHECK(peer.wanted<Answered>().size() == 1);
        CHECK(peer.wanted<LoggedOut>().empty());
        how(peer);
        CHECK(peer.wanted<LoggedOut>().size() == 1);
        CHECK(peer.closed());
    };
    leave([](ScriptedPeer& p) { p.answer(device_frame(wire::DvripHeader(Command::logout_reply, 0), "")); });
    leave([](ScriptedPeer& p) { p.wait(net::Milliseconds(1000)); });
    leave([](ScriptedPeer& p) { p.machine.lost(wire::Error::connection_lost, p.actions); });
    leave([](ScriptedPeer& p) { p.answer(wire::Buffer(64, std::byte{0})); });
}

TEST_CASE("a_logout_before_the_login_is_done_ends_at_once")
{
    ScriptedPeer peer;
    peer.machine.logout(peer.now, peer.actions);
    CHECK(peer.wanted<LoggedOut>().size() == 1);
    CHECK(peer.sent() == std::vector{Command::login});
    CHECK(peer.closed());
}

TEST_CASE("whatever_comes_in_whatever_order_the_machine_ends_within_bounds")
{
    const std::vector<wire::Buffer> pieces = {challenge_frame(),
                                              accepted_frame(),
                                              verdict_frame(1, 0),
                                              wire::keep_alive_reply(),
                                              text_frame("Method:X\r\nFaultCode:OK\r\n\r\n"),
                                              device_frame(wire::DvripHeader(Command::logout_reply, 0), ""),
                                              device_frame(wire::DvripHeader(Command::live, 0), "DHAV"),
                                              device_frame(wire::DvripHeader(Command::rpc, 0), "{}\n"),
                                              wire::Buffer(7, std::byte{0xa0})};
    std::uint32_t random = 1;
    const auto next = [&random](std::size_t bound) {
        random = random * 1664525U + 1013904223U;
        return static_cast<std::size_t>(random >> 8U) % bound;
    };
    for (int round = 0; round < 3000; ++round) {
        ScriptedPeer peer;
        peer.piece = next(40);
        for (int turn = 0; turn < 30; ++turn) {
            const auto choice = next(pieces.size() + 3);
            const auto before = peer.now;
            if (choice < pieces.size())
                peer.answer(pieces[choice]);
            else if (choice == pieces.size())
                peer.wait(net::Milliseconds(next(20000)));
            else if (choice == pieces.size() + 1)
                static_cast<void>(peer.machine.request({Kind::reserve, {}, 0}, peer.now, peer.actions));
            else if (next(20) == 0)
                peer.machine.logout(peer.now, peer.actions);
            CHECK(peer.now >= before);
            REQUIRE(peer.wanted<Close>().size() <= 1);
            if (peer.closed())
                REQUIRE(peer.machine.deadline() == net::never);
        }
        CHECK(peer.actions.size() < 500);
    }
}
