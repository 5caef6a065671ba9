#include "session/dhip_machine.h"

#include "tests/support/hex.h"
#include "wire/dhip_packet.h"

#include <boost/json/value.hpp>
#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace netsdk;
using namespace netsdk::test;
using session::Admitted;
using session::Close;
using session::Denied;
using session::Late;
using session::Replied;
using session::Send;

namespace {

constexpr net::Milliseconds second{1000};
constexpr std::string_view welcome = R"({"id":2,"result":true,"session":99,"params":{"keepAliveInterval":60}})";

/// The answer to the first question, with this behind it.
std::string challenge(const std::string& rest)
{
    return R"({"id":1,"result":false,"error":{"code":268632079,"message":"x"},)"
           R"("params":{"encryption":"Default","random":"42","realm":"Login to SERIAL01"})" +
           rest;
}

/// A machine in virtual time, and what it wanted so far.
class Peer {
public:
    explicit Peer(const std::string& serial = "SERIAL01", const std::string& expected = "",
                  const session::Settings& settings = {})
        : machine(std::make_shared<const session::Account>(
                      session::Account{{}, "192.0.2.7", "admin", session::Secret("secret"), expected}),
                  serial, settings)
    {
        machine.start(now, actions);
    }

    /// A packet of an answer whose text has so many bytes altogether.
    void answer(std::uint32_t id, std::string_view text, std::size_t total)
    {
        auto packet = wire::dhip_packet(99, id, wire::bytes_of(text)).value();
        for (std::size_t at = 0; at < 4; ++at)
            packet[24 + at] = static_cast<std::byte>(total >> (8 * at));
        feed(packet);
    }
    void answer(std::uint32_t id, std::string_view text) { answer(id, text, text.size()); }
    void feed(const wire::Buffer& bytes)
    {
        for (wire::Bytes rest(bytes); !rest.empty();) {
            const auto size = piece == 0 ? rest.size() : std::min(piece, rest.size());
            machine.feed(rest.first(size), now, actions);
            rest = rest.subspan(size);
        }
    }
    void challenge_it(std::string_view session = "99")
    {
        answer(1, challenge(",\"session\":" + std::string(session) + "}"));
    }
    void log_in()
    {
        challenge_it();
        answer(2, welcome);
        REQUIRE(machine.up());
        actions.clear();
    }
    void wait(net::Milliseconds time)
    {
        const auto until = now + time;
        while (machine.deadline() <= until) {
            now = std::max(now, machine.deadline());
            machine.tick(now, actions);
        }
        now = until;
    }
    wire::Result<session::RequestId> ask(net::Milliseconds time = second)
    {
        wire::RpcRequest request;
        request.method = "a.get";
        return machine.call(std::move(request), now + time, now, actions);
    }
    template <class Wanted>
    [[nodiscard]] std::vector<Wanted> wanted() const
    {
        std::vector<Wanted> found;
        for (const auto& action : actions)
            if (const auto* each = std::get_if<Wanted>(&action))
                found.push_back(*each);
        return found;
    }
    /// The JSON of what was sent, in order.
    [[nodiscard]] std::vector<wire::Json> sent() const
    {
        std::vector<wire::Json> texts;
        for (const auto& send : wanted<Send>())
            texts.push_back(
                wire::parse_json(wire::text_of(wire::Bytes(send.bytes).subspan(wire::DhipHeader::size)), {}).value());
        return texts;
    }
    [[nodiscard]] std::optional<wire::Error> closed() const
    {
        const auto closes = wanted<Close>();
        return closes.empty() ? std::nullopt : std::optional(closes.front().why);
    }

    std::size_t piece = 0; ///< how the next answers arrive; 0 = whole
    net::Time now{std::chrono::hours(1)};
    session::DhipMachine machine;
    session::Actions actions;
};

} // namespace

TEST_CASE("a_login_by_challenge_asks_proves_and_is_in_however_its_answers_are_cut")
{
    for (const std::size_t piece : {std::size_t{0}, std::size_t{1}, std::size_t{7}})
        for (const std::string_view session : {"99", "\"0a1b2c\""}) {
            Peer peer;
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
    Peer peer;
    peer.challenge_it();
    peer.answer(2, R"({"id":2,"result":true,"session":"new"})");
    REQUIRE(peer.ask());
    CHECK(peer.sent().back().at("session") == "new");
}

TEST_CASE("a_device_that_wants_the_password_another_way_or_none_gets_no_proof_by_dhip")
{
    const auto said = [](const std::string& text) {
        Peer peer;
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
    CHECK(said(challenge("}")) == wire::Error::malformed); // no session
}

TEST_CASE("another_device_than_the_login_is_at_or_was_meant_gets_no_proof_by_dhip")
{
    const std::vector<std::pair<std::string, std::string>> others = {
        {"SERIAL02", ""}, {"", "SERIAL02"}, {"SERIAL01", "SERIAL02"}};
    for (const auto& [serial, expected] : others) {
        Peer peer(serial, expected);
        peer.challenge_it();
        CHECK(peer.sent().size() == 1);
        CHECK(peer.closed() == wire::Error::other_device);
    }
    Peer peer("", "");
    peer.challenge_it();
    CHECK(peer.sent().size() == 2);
}

TEST_CASE("a_refusal_is_handed_on_as_it_came_and_tells_whether_it_is_for_good")
{
    const auto refused = [](std::uint32_t code, bool at_once) {
        Peer peer;
        if (!at_once)
            peer.challenge_it();
        const auto id = at_once ? 1U : 2U;
        peer.answer(id, R"({"id":1,"result":false,"error":{"code":)" + std::to_string(code) + "}}");
        REQUIRE(peer.wanted<Denied>().size() == 1);
        CHECK(!peer.closed());
        CHECK(peer.machine.deadline() == net::never);
        peer.answer(id, welcome);
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
    CHECK(refused(268632079, false)); // a challenge once more is no welcome
}

TEST_CASE("a_device_that_says_nothing_during_a_login_by_dhip_is_given_up")
{
    Peer silent;
    silent.wait(5 * second);
    CHECK(silent.closed() == wire::Error::timed_out);
    Peer later;
    later.challenge_it();
    later.wait(5 * second);
    CHECK(later.closed() == wire::Error::timed_out);
}

TEST_CASE("answers_to_a_login_with_a_wrong_id_or_twice_hit_nobody")
{
    Peer peer;
    peer.answer(7, challenge(",\"session\":99}"));
    CHECK(peer.sent().size() == 1);
    peer.challenge_it();
    peer.challenge_it();
    CHECK(peer.sent().size() == 2);
    peer.answer(2, welcome);
    REQUIRE(peer.ask());
    peer.answer(2, welcome);
    CHECK(peer.wanted<Replied>().empty());
    CHECK(peer.wanted<Late>().size() == 3);
    peer.answer(3, R"({"id":3,"result":true})");
    CHECK(peer.wanted<Replied>().size() == 1);
}

TEST_CASE("calls_by_dhip_end_as_those_by_f6_do")
{
    session::Settings settings;
    settings.limits.max_json = 1000;
    Peer peer("SERIAL01", "", settings);
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
    Peer peer;
    peer.log_in();
    REQUIRE(peer.ask());
    peer.feed(wire::Buffer(40, std::byte{0xff}));
    CHECK(peer.closed() == wire::Error::malformed);
    CHECK(peer.wanted<Replied>().size() == 1);
    CHECK(!peer.machine.up());
}

TEST_CASE("a_login_by_dhip_is_kept_alive_and_a_silent_device_noticed")
{
    Peer peer;
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

    Peer eager;
    eager.challenge_it();
    eager.answer(2, R"({"id":2,"result":true,"params":{"keepAliveInterval":0}})");
    eager.actions.clear();
    eager.wait(5 * second);
    CHECK(eager.sent().size() == 5); // not faster than once a second, whatever it claims
}

TEST_CASE("a_logout_by_dhip_is_told_once_in_and_not_before")
{
    Peer peer;
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
        Peer peer;
        peer.piece = next(40);
        for (int turn = 0; turn < 30; ++turn) {
            const auto id = static_cast<std::uint32_t>(next(6));
            switch (next(8)) {
            case 0: peer.challenge_it(); break;
            case 1: peer.answer(id, welcome); break;
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
