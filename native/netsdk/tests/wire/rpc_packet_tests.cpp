#include "wire/rpc_packet.h"

#include "tests/support/hex.h"

#include <doctest/doctest.h>

#include <string>

using namespace std::string_view_literals;
using namespace netsdk;
using wire::Error;
using wire::RpcAssembler;

namespace {

wire::DvripHeader header(std::uint32_t id, std::uint32_t total)
{
    return wire::DvripHeader(wire::Command::rpc, 0).set<8>(id).set<16>(total).set<24>(std::uint32_t{77});
}

auto feed(RpcAssembler& assembler, std::uint32_t id, std::uint32_t total, std::string_view body)
{
    return assembler.feed(header(id, total), test::buffer_of(body));
}

std::string json_of(const wire::Result<std::optional<wire::RpcPayload>>& payload)
{
    REQUIRE(payload);
    REQUIRE(payload.value());
    return std::string(wire::text_of(payload.value()->json));
}

} // namespace

TEST_CASE("the_fields_stand_where_public_clients_have_them")
{
    // DahuaConsole, a GStreamer source element and a client in Go: id at 8, total at 16, session at 24.
    const auto bytes = test::from_hex("f6000000 05000000 01020304 00000000 11121314 00000000 21222324 00000000");
    const auto packet = wire::read_rpc_packet(wire::DvripHeader::read(bytes).value());
    REQUIRE(packet);
    CHECK(packet.value() == wire::RpcPacket{0x04030201, 0x14131211, 0x24232221});
    CHECK(wire::read_rpc_packet(wire::DvripHeader(wire::Command::text, 0)).error() == Error::unexpected_answer);
}

TEST_CASE("a_reply_in_one_packet_is_complete_at_once")
{
    RpcAssembler assembler{{}};
    CHECK(json_of(feed(assembler, 5, 9, "{\"id\":5}\n")) == "{\"id\":5}\n");
    CHECK(json_of(feed(assembler, 5, 0, "{\"id\":6}\n")) == "{\"id\":6}\n"); // no total: the packet is all of it
    CHECK(assembler.buffered() == 0);
}

TEST_CASE("a_reply_may_be_cut_into_packets_at_every_place")
{
    const std::string text = "{\"id\":5,\"result\":true}";
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        CAPTURE(cut);
        RpcAssembler assembler{{}};
        const auto first = feed(assembler, 5, static_cast<std::uint32_t>(text.size()), text.substr(0, cut));
        REQUIRE(first);
        REQUIRE_FALSE(first.value());
        CHECK(assembler.buffered() == cut);
        CHECK(json_of(feed(assembler, 5, static_cast<std::uint32_t>(text.size()), text.substr(cut))) == text);
        CHECK(assembler.buffered() == 0);
    }
}

TEST_CASE("packets_of_two_replies_may_alternate")
{
    RpcAssembler assembler{{}};
    REQUIRE_FALSE(feed(assembler, 1, 4, "ab").value());
    REQUIRE_FALSE(feed(assembler, 2, 4, "AB").value());
    CHECK(json_of(feed(assembler, 1, 4, "cd")) == "abcd");
    CHECK(json_of(feed(assembler, 2, 4, "CD")) == "ABCD");
}

TEST_CASE("what_stands_behind_the_text_is_padding_or_binary")
{
    const std::pair<std::string_view, std::string_view> tails[] = {{"", ""},     {"\n", ""},       {"\n\0"sv, ""},
                                                                   {"\0"sv, ""}, {"\nraw", "raw"}, {"raw", "raw"}};
    for (const auto& [tail, binary] : tails) {
        RpcAssembler assembler{{}};
        const auto payload = feed(assembler, 1, 2, "{}" + std::string(tail));
        CHECK(json_of(payload) == "{}");
        CHECK(wire::text_of(payload.value()->binary) == binary);
    }
}

TEST_CASE("a_packet_that_brings_nothing_is_an_error")
{
    RpcAssembler assembler{{}};
    CHECK(feed(assembler, 1, 10, "").error() == Error::malformed);
    CHECK(feed(assembler, 1, 2, "{}").error() == Error::malformed); // for good
}

TEST_CASE("a_total_that_changes_is_an_error_and_frees_what_was_kept")
{
    RpcAssembler assembler{{}};
    REQUIRE(feed(assembler, 1, 10, "abc"));
    CHECK(feed(assembler, 1, 11, "def").error() == Error::malformed);
    CHECK(assembler.buffered() == 0);
}

TEST_CASE("totals_bodies_and_unfinished_replies_are_bounded")
{
    wire::Limits limits;
    limits.max_json = 8;
    limits.max_message = 16;
    {
        RpcAssembler assembler{limits};
        CHECK(feed(assembler, 1, 0xffffffff, "x").error() == Error::too_large);
    }
    {
        RpcAssembler assembler{limits};
        CHECK(feed(assembler, 1, 9, "x").error() == Error::too_large);
    }
    {
        RpcAssembler assembler{limits};
        CHECK(feed(assembler, 1, 0, "123456789").error() == Error::too_large);
    }
    {
        RpcAssembler assembler{limits};
        CHECK(feed(assembler, 1, 2, "{}" + std::string(15, 'b')).error() == Error::too_large);
    }
    RpcAssembler assembler{limits};
    for (std::uint32_t id = 1; id <= RpcAssembler::max_pending; ++id)
        REQUIRE(feed(assembler, id, 8, "1234567"));
    CHECK(assembler.buffered() == RpcAssembler::max_pending * 7);
    CHECK(json_of(feed(assembler, 9, 2, "{}")) == "{}"); // one that needs no keeping is still taken
    CHECK(feed(assembler, 10, 8, "1").error() == Error::too_large);
}

TEST_CASE("a_frame_of_another_command_is_an_error")
{
    RpcAssembler assembler{{}};
    const auto body = test::buffer_of("{}");
    CHECK(assembler.feed(wire::DvripHeader(wire::Command::text, 0), body).error() == Error::unexpected_answer);
}
