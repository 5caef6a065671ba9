#include "tests/session/dhip_peer.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace netsdk;
using namespace netsdk::test;
using session::Admitted;
using session::Denied;
using session::Late;
using session::Replied;

TEST_CASE("a_login_by_challenge_asks_proves_and_is_in_however_its_answers_are_cut")
{
    for (const std::size_t piece : {std::size_t{0}, std::size_t{1}, std::size_t{7}})
        for (const std::string_view session : {"99", "\"0a1b2c\""}) {
            DhipPeer peer;
            peer.piece = piece;
            peer.challenge_it(session);
            peer.answer(2, std::string(R"({"id":2,"result":true,"session":)") + std::string(session) + "}");
            CHECK(peer.wanted<Admitted>().size() == 1);
            REQUIRE(peer.ask());
            const auto sent = peer.sent();
            REQUIRE(sent.size() == 3);
            CHECK(wire::text_member(wire::member(&sent[0], "params"), "password", 99) == "");
            CHECK(wire::text_member(wire::member(&sent[1], "params"), "password", 99) ==
                  wire::gen2_proof({"admin", "secret"}, "Login to SERIAL01", "42").value());
            CHECK(wire::write_json(sent[1].at("session")) == session);
            CHECK(wire::write_json(sent[2].at("session")) == session);
            CHECK(sent[2].at("id") == 3);
        }
}

TEST_CASE("a_session_that_changes_with_the_verdict_is_the_new_one")
{
    DhipPeer peer;
    peer.challenge_it();
    peer.answer(2, R"({"id":2,"result":true,"session":"new"})");
    REQUIRE(peer.ask());
    CHECK(peer.sent().back().at("session") == "new");
}

TEST_CASE("a_device_that_wants_the_password_another_way_or_none_gets_no_proof_by_dhip")
{
    const auto said = [](const std::string& text) {
        DhipPeer peer;
        peer.answer(1, text);
        CHECK(peer.sent().size() == 1);
        CHECK(peer.wanted<Admitted>().empty());
        CHECK(peer.machine.deadline() == net::never);
        return peer.closed();
    };
    for (const std::string encryption : {"Plain", "Basic", "OldDigest"})
        CHECK(said(R"({"id":1,"error":{"code":268632079},"session":9,"params":{"realm":"Login to SERIAL01",)"
                   R"("random":"42","encryption":")" +
                   encryption + "\"}}") == wire::Error::not_a_challenge);
    CHECK(said(R"({"id":1,"result":true,"session":9})") == wire::Error::not_a_challenge);
    CHECK(said("[]") == wire::Error::malformed);
    CHECK(said(dhip_challenge("}")) == wire::Error::malformed); // no session
}

TEST_CASE("another_device_than_the_login_is_at_or_was_meant_gets_no_proof_by_dhip")
{
    const std::vector<std::pair<std::string, std::string>> others = {
        {"SERIAL02", ""}, {"", "SERIAL02"}, {"SERIAL01", "SERIAL02"}};
    for (const auto& [serial, expected] : others) {
        DhipPeer peer(serial, expected);
        peer.challenge_it();
        CHECK(peer.sent().size() == 1);
        CHECK(peer.closed() == wire::Error::other_device);
    }
    DhipPeer peer("", "");
    peer.challenge_it();
    CHECK(peer.sent().size() == 2);
}

TEST_CASE("a_refusal_is_handed_on_as_it_came_and_tells_whether_it_is_for_good")
{
    const auto refused = [](std::uint32_t code, bool at_once) {
        DhipPeer peer;
        if (!at_once)
            peer.challenge_it();
        const auto id = at_once ? 1U : 2U;
        peer.answer(id, R"({"id":1,"result":false,"error":{"code":)" + std::to_string(code) + "}}");
        REQUIRE(peer.wanted<Denied>().size() == 1);
        CHECK(!peer.closed());
        CHECK(peer.machine.deadline() == net::never);
        peer.answer(id, dhip_welcome);
        CHECK(!peer.machine.up());
        const auto denied = peer.wanted<Denied>().front();
        CHECK(wire::parse_rpc_message(denied.json, {}).value().fault->code == code);
        return denied.for_good;
    };
    for (const bool at_once : {true, false}) {
        CHECK(refused(268632085, at_once));
        CHECK(refused(268632081, at_once));
        CHECK(!refused(268632075, at_once));
    }
    CHECK(refused(268632079, false)); // a challenge once more is no dhip_welcome
}

TEST_CASE("a_device_that_says_nothing_during_a_login_by_dhip_is_given_up")
{
    DhipPeer silent;
    silent.wait(5 * second);
    CHECK(silent.closed() == wire::Error::timed_out);
    DhipPeer later;
    later.challenge_it();
    later.wait(5 * second);
    CHECK(later.closed() == wire::Error::timed_out);
}

TEST_CASE("answers_to_a_login_with_a_wrong_id_or_twice_hit_nobody")
{
    DhipPeer peer;
    peer.answer(7, dhip_challenge(",\"session\":99}"));
    CHECK(peer.sent().size() == 1);
    peer.challenge_it();
    peer.challenge_it();
    CHECK(peer.sent().size() == 2);
    peer.answer(2, dhip_welcome);
    REQUIRE(peer.ask());
    peer.answer(2, dhip_welcome);
    CHECK(peer.wanted<Replied>().empty());
    CHECK(peer.wanted<Late>().size() == 3);
    peer.answer(3, R"({"id":3,"result":true})");
    CHECK(peer.wanted<Replied>().size() == 1);
}
