#include "tests/session/scripted_peer.h"
#include "wire/challenge.h"
#include "wire/plain_login.h"

#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;
using session::Judged;
using session::LoginStage;
using session::Reached;
using wire::Command;

namespace {

std::vector<LoginStage> stages(const ScriptedPeer& peer)
{
    std::vector<LoginStage> all;
    for (const auto& reached : peer.wanted<Reached>())
        all.push_back(reached.stage);
    return all;
}

} // namespace

TEST_CASE("a_login_goes_by_challenge_and_proof_however_the_answers_are_cut")
{
    for (std::size_t piece = 0; piece < 80; ++piece) {
        CAPTURE(piece);
        ScriptedPeer peer;
        peer.piece = piece;
        peer.answer(challenge_frame());
        peer.answer(accepted_frame());
        CHECK(peer.machine.logged_in());
        CHECK(peer.machine.session() == 99);
        CHECK(peer.sent() == std::vector{Command::login, Command::login});
        CHECK(stages(peer) ==
              std::vector{LoginStage::connected, LoginStage::challenged, LoginStage::sent, LoginStage::answered});
        const auto judged = peer.wanted<Judged>();
        REQUIRE(judged.size() == 1);
        CHECK(judged.front().serial == "SERIAL01");
        CHECK(judged.front().reply.accepted());
        CHECK(judged.front().reply.channels == 4);
        const auto proof = peer.wanted<session::Send>().back().bytes;
        CHECK(proof == wire::login_request({"admin", "secret"}, {"Login to SERIAL01", "42", "SERIAL01"}).value());
    }
}

TEST_CASE("the_stage_sent_is_reached_before_the_proof_leaves")
{
    ScriptedPeer peer;
    peer.answer(challenge_frame());
    const auto& last = peer.actions.back();
    const auto& before = peer.actions[peer.actions.size() - 2];
    CHECK(std::holds_alternative<session::Send>(last));
    REQUIRE(std::holds_alternative<Reached>(before));
    CHECK(std::get<Reached>(before).stage == LoginStage::sent);
}

TEST_CASE("both_answers_in_one_piece_with_more_behind_them_are_all_taken")
{
    ScriptedPeer peer;
    auto bytes = challenge_frame();
    for (const auto& more :
         {accepted_frame(), wire::keep_alive_reply(), text_frame("Method:X\r\nFaultCode:OK\r\n\r\n")})
        bytes.insert(bytes.end(), more.begin(), more.end());
    peer.answer(bytes);
    CHECK(peer.machine.logged_in());
    CHECK(peer.wanted<session::Late>().size() == 1);
    CHECK(!peer.closed());
}

TEST_CASE("a_refusal_is_a_verdict_and_the_machine_wants_nothing_more")
{
    ScriptedPeer peer;
    peer.answer(challenge_frame());
    peer.answer(verdict_frame(1, 0));
    const auto judged = peer.wanted<Judged>();
    REQUIRE(judged.size() == 1);
    CHECK(judged.front().reply.refusal == wire::LoginRefusal::wrong_password);
    CHECK(!peer.machine.logged_in());
    CHECK(peer.machine.deadline() == net::never);
    peer.answer(accepted_frame());
    CHECK(!peer.machine.logged_in());
}

TEST_CASE("a_refusal_in_place_of_the_challenge_is_a_verdict_and_no_proof_leaves")
{
    ScriptedPeer peer;
    peer.answer(verdict_frame(1, 4));
    REQUIRE(peer.wanted<Judged>().size() == 1);
    CHECK(peer.wanted<Judged>().front().reply.refusal == wire::LoginRefusal::locked);
    CHECK(peer.sent() == std::vector{Command::login});
}

TEST_CASE("only_the_expected_device_gets_the_proof")
{
    ScriptedPeer expected({}, "SERIAL01");
    expected.answer(challenge_frame());
    CHECK(expected.sent() == std::vector{Command::login, Command::login});

    for (const auto* serial : {"SERIAL02", "SERIAL0", "SERIAL011", "serial01"}) {
        CAPTURE(serial);
        ScriptedPeer peer({}, serial);
        peer.answer(challenge_frame());
        CHECK(peer.closed() == wire::Error::other_device);
        CHECK(peer.sent() == std::vector{Command::login});
        CHECK(stages(peer) == std::vector{LoginStage::connected, LoginStage::challenged});
        CHECK(peer.wanted<session::Named>() == std::vector{session::Named{"SERIAL01"}});
        peer.answer(accepted_frame());
        CHECK(!peer.machine.logged_in());
        CHECK(peer.sent().size() == 1);
    }
}

TEST_CASE("a_device_that_does_not_name_itself_is_not_the_expected_one")
{
    const auto nameless =
        device_frame(wire::DvripHeader(Command::login_reply, 0), "Realm:a realm\r\nRandom:42\r\n\r\n");
    ScriptedPeer expected({}, "SERIAL01");
    expected.answer(nameless);
    CHECK(expected.closed() == wire::Error::other_device);

    ScriptedPeer anybody;
    anybody.answer(nameless);
    CHECK(anybody.sent() == std::vector{Command::login, Command::login});
}

TEST_CASE("a_serial_number_is_compared_as_far_as_a_caller_can_know_it")
{
    const std::string longer(session::max_serial + 5, 'S');
    ScriptedPeer peer({}, longer.substr(0, session::max_serial));
    peer.answer(
        device_frame(wire::DvripHeader(Command::login_reply, 0), "Realm:Login to " + longer + "\r\nRandom:42\r\n\r\n"));
    CHECK(peer.sent() == std::vector{Command::login, Command::login});
}

TEST_CASE("a_welcome_without_a_proof_is_refused")
{
    ScriptedPeer peer;
    peer.answer(accepted_frame());
    CHECK(peer.closed() == wire::Error::not_a_challenge);
    CHECK(!peer.machine.logged_in());
    CHECK(peer.sent() == std::vector{Command::login});
}

TEST_CASE("a_device_that_knows_no_challenge_gets_the_password_only_where_that_is_allowed")
{
    for (const auto sub_code : {std::uint8_t{0}, std::uint8_t{1}}) {
        CAPTURE(sub_code);
        ScriptedPeer forbidden;
        forbidden.answer(verdict_frame(1, sub_code));
        CHECK(forbidden.closed() == wire::Error::only_plain_login);
        CHECK(forbidden.sent().size() == 1);
        CHECK(stages(forbidden) == std::vector{LoginStage::connected});

        ScriptedPeer allowed({}, "", true);
        allowed.answer(verdict_frame(1, sub_code));
        CHECK(stages(allowed).back() == LoginStage::sent);
        CHECK(allowed.wanted<session::Send>().back().bytes == wire::plain_login_request({"admin", "secret"}).value());
        allowed.answer(accepted_frame());
        CHECK(allowed.machine.logged_in());
        REQUIRE(allowed.wanted<Judged>().size() == 1);
        CHECK(allowed.wanted<Judged>().front().serial.empty());
    }
}

TEST_CASE("a_wrong_password_that_went_as_it_is_is_judged_and_not_sent_again")
{
    ScriptedPeer peer({}, "", true);
    peer.answer(verdict_frame(1, 1));
    peer.answer(verdict_frame(1, 0));
    REQUIRE(peer.wanted<Judged>().size() == 1);
    CHECK(peer.wanted<Judged>().front().reply.refusal == wire::LoginRefusal::wrong_password);
    CHECK(stages(peer).back() == LoginStage::answered);
    peer.answer(verdict_frame(1, 0));
    CHECK(peer.sent() == std::vector{Command::login, Command::login});
}

TEST_CASE("a_device_that_gives_a_challenge_gets_the_proof_though_the_password_would_be_allowed")
{
    ScriptedPeer peer({}, "", true);
    peer.answer(challenge_frame());
    CHECK(peer.wanted<session::Send>().back().bytes ==
          wire::login_request({"admin", "secret"}, {"Login to SERIAL01", "42", "SERIAL01"}).value());
    peer.answer(verdict_frame(1, 0)); // and no second way after it
    CHECK(peer.sent().size() == 2);
    CHECK(!peer.machine.logged_in());
}

TEST_CASE("no_other_answer_than_that_to_a_login_without_a_name_gets_the_password")
{
    const auto answers = {
        accepted_frame(),
        verdict_frame(1, 4),
        verdict_frame(1, 5),
        verdict_frame(1, 0x11),
        verdict_frame(1, 0x13),
        verdict_frame(3, 3),
        verdict_frame(7, 0),
        verdict_frame(10, 0),
        verdict_frame(2, 0),
        verdict_frame(1, 0x63),
        wire::keep_alive_reply(),
        device_frame(wire::DvripHeader(Command::login_reply, 0), "Realm:\x01\x02\r\nRandom:1\r\n\r\n")};
    for (const auto& answer : answers) {
        ScriptedPeer peer({}, "", true);
        peer.answer(answer);
        CHECK(peer.sent().size() == 1);
        CHECK(!peer.machine.logged_in());
    }
    ScriptedPeer silent({}, "", true);
    silent.wait(net::Milliseconds(5000));
    CHECK(silent.closed() == wire::Error::timed_out);
    CHECK(silent.sent().size() == 1);
}

TEST_CASE("a_device_that_is_expected_or_had_a_challenge_before_never_gets_the_password")
{
    ScriptedPeer expected({}, "SERIAL01", true), downgraded({}, "", true, true);
    for (auto* peer : {&expected, &downgraded}) {
        peer->answer(verdict_frame(1, 1));
        CHECK(peer->closed() == wire::Error::only_plain_login);
        CHECK(peer->sent().size() == 1);
    }
}

TEST_CASE("each_step_of_the_login_has_its_time")
{
    ScriptedPeer silent;
    silent.wait(net::Milliseconds(4999));
    CHECK(!silent.closed());
    silent.wait(net::Milliseconds(1));
    CHECK(silent.closed() == wire::Error::timed_out);

    ScriptedPeer slow;
    slow.wait(net::Milliseconds(4000));
    slow.answer(challenge_frame());
    slow.wait(net::Milliseconds(4999));
    CHECK(!slow.closed());
    slow.wait(net::Milliseconds(1));
    CHECK(slow.closed() == wire::Error::timed_out);
    CHECK(stages(slow).back() == LoginStage::sent);
}

TEST_CASE("what_is_not_the_protocol_closes_the_connection_at_any_step")
{
    const auto lies = {device_frame(wire::DvripHeader(Command::text, 0), "hello"),
                       device_frame(wire::DvripHeader(Command::live, 0), "media"),
                       wire::keep_alive_reply(),
                       wire::Buffer(64, std::byte{0}),
                       wire::Buffer(64, std::byte{0xff}),
                       device_frame(wire::DvripHeader(Command::login_reply, 0), "Realm:\x01\x02\r\nRandom:1\r\n\r\n")};
    for (const auto& lie : lies) {
        ScriptedPeer first;
        first.answer(lie);
        CHECK(first.closed());
        CHECK(!first.machine.logged_in());
        ScriptedPeer second;
        second.answer(challenge_frame());
        second.answer(lie);
        CHECK(second.closed());
        CHECK(!second.machine.logged_in());
    }
    ScriptedPeer again;
    again.answer(challenge_frame());
    again.answer(challenge_frame());
    CHECK(again.closed() == wire::Error::unexpected_answer);
}

TEST_CASE("a_connection_that_ends_at_any_step_closes_once_and_for_good")
{
    for (int step = 0; step < 3; ++step) {
        CAPTURE(step);
        ScriptedPeer peer;
        if (step > 0)
            peer.answer(challenge_frame());
        if (step > 1)
            peer.answer(accepted_frame());
        peer.machine.lost(wire::Error::connection_lost, peer.actions);
        peer.machine.lost(wire::Error::connection_refused, peer.actions);
        CHECK(peer.closed() == wire::Error::connection_lost);
        const auto said = peer.actions.size();
        peer.answer(challenge_frame());
        peer.wait(std::chrono::hours(1));
        CHECK(peer.actions.size() == said);
        CHECK(!peer.machine.request({}, peer.now, peer.actions));
    }
}
