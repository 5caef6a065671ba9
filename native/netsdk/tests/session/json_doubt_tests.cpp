#include "tests/session/scripted_peer.h"
#include "wire/rpc_message.h"

#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::test;
using session::JsonDoubt;
using session::NoJson;
using session::Replied;
using wire::Command;

namespace {

constexpr net::Milliseconds second{1000};

struct Peer : ScriptedPeer {
    Peer() { log_in(); }

    void ask()
    {
        wire::RpcRequest request;
        request.method = "a.get";
        REQUIRE(machine.call(std::move(request), now + 20 * second, now, actions));
    }
    void answer_call(std::uint32_t id)
    {
        const std::string text = R"({"result":true})";
        wire::DvripHeader header(Command::rpc, 0);
        header.set<8>(id).set<16>(static_cast<std::uint32_t>(text.size()));
        answer(device_frame(header, text));
    }
};

} // namespace

TEST_CASE("a_device_that_answers_keep_alives_but_no_question_knows_no_f6")
{
    Peer peer;
    peer.ask();
    peer.answer(wire::keep_alive_reply()); // of one that was sent before
    peer.wait(JsonDoubt::patience - net::Milliseconds(1));
    CHECK(peer.sent() == std::vector{Command::rpc});
    peer.wait(net::Milliseconds(1));
    CHECK(peer.sent() == std::vector{Command::rpc, Command::keep_alive});
    CHECK(peer.wanted<NoJson>().empty());
    peer.answer(wire::keep_alive_reply());
    CHECK(peer.wanted<NoJson>().size() == 1);
    peer.answer(wire::keep_alive_reply());
    CHECK(peer.wanted<NoJson>().size() == 1);
    CHECK(peer.wanted<Replied>().empty()); // the question itself keeps its time
}

TEST_CASE("a_device_that_is_slow_in_everything_is_not_doubted")
{
    Peer peer;
    peer.ask();
    peer.wait(3 * second);
    peer.answer_call(1);
    peer.answer(wire::keep_alive_reply());
    CHECK(peer.wanted<NoJson>().empty());
    CHECK(peer.wanted<Replied>().size() == 1);
}

TEST_CASE("a_device_that_has_answered_once_is_never_doubted_and_its_questions_cost_no_keep_alive")
{
    Peer peer;
    peer.ask();
    peer.answer_call(1);
    peer.ask();
    peer.wait(2 * second);
    CHECK(peer.sent() == std::vector{Command::rpc, Command::rpc});
    peer.answer(wire::keep_alive_reply());
    CHECK(peer.wanted<NoJson>().empty());
}

TEST_CASE("who_asks_by_f6_once_more_doubts_once_more")
{
    Peer peer;
    peer.ask();
    peer.wait(JsonDoubt::patience);
    peer.answer(wire::keep_alive_reply());
    peer.ask();
    peer.wait(JsonDoubt::patience);
    peer.answer(wire::keep_alive_reply());
    CHECK(peer.wanted<NoJson>().size() == 2);
}
