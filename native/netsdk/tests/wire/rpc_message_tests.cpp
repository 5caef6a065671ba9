#include "wire/rpc_message.h"

#include "tests/support/hex.h"
#include "wire/rpc_packet.h"

#include <doctest/doctest.h>

using namespace netsdk;
using wire::Error;
using wire::Json;

namespace {

auto parse(std::string_view json)
{
    return wire::parse_rpc_message(test::buffer_of(json), {});
}

} // namespace

TEST_CASE("a_request_is_json_and_a_line_end_behind_a_header_that_repeats_id_and_length")
{
    const auto frame = wire::rpc_request({5, 77, "magicBox.getSerialNo", Json(), std::nullopt});
    REQUIRE(frame);
    const std::string_view text = "{\"id\":5,\"method\":\"magicBox.getSerialNo\",\"params\":null,\"session\":77}\n";
    const auto header = wire::DvripHeader::read(frame.value());
    REQUIRE(header);
    CHECK(header.value().body_length() == text.size());
    CHECK(wire::read_rpc_packet(header.value()).value() ==
          wire::RpcPacket{5, static_cast<std::uint32_t>(text.size()), 77});
    CHECK(wire::text_of(wire::Bytes(frame.value()).subspan(32)) == text);
}

TEST_CASE("a_request_to_an_object_names_it")
{
    const auto frame = wire::rpc_request({6, 1, "mediaFileFind.close", Json(), 1234});
    REQUIRE(frame);
    CHECK(wire::text_of(frame.value()).find("\"object\":1234") != std::string_view::npos);
}

TEST_CASE("a_request_passes_the_assembler_unchanged")
{
    const auto frame = wire::rpc_request({5, 77, "global.getCurrentTime", wire::JsonObject(), std::nullopt}).value();
    wire::RpcAssembler assembler{{}};
    const auto payload = assembler.feed(wire::DvripHeader::read(frame).value(), wire::Bytes(frame).subspan(32));
    REQUIRE(payload);
    REQUIRE(payload.value());
    const auto message = wire::parse_rpc_message(payload.value()->json, {});
    REQUIRE(message);
    CHECK(message.value().id == 5);
    CHECK(message.value().method == "global.getCurrentTime");
}

TEST_CASE("a_reply_has_id_result_and_params")
{
    const auto message = parse(R"({"id":5,"params":{"sn":"X"},"result":true,"session":77})");
    REQUIRE(message);
    CHECK(message.value().is_reply());
    CHECK(message.value().ok());
    CHECK(message.value().id == 5);
    CHECK(message.value().params.at("sn") == "X");
    CHECK_FALSE(message.value().fault);
}

TEST_CASE("an_object_id_is_a_result_that_is_fine")
{
    const auto message = parse(R"({"id":5,"result":4048152})");
    REQUIRE(message);
    CHECK(message.value().ok());
    CHECK(message.value().result == 4048152);
    CHECK(message.value().params.is_null());
}

TEST_CASE("a_refusal_is_a_value_with_code_and_words")
{
    const auto message =
        parse(R"({"error":{"code":268894210,"message":"Method \u001bnot found"},"id":5,"result":false})");
    REQUIRE(message);
    CHECK_FALSE(message.value().ok());
    CHECK(message.value().fault == wire::RpcFault{268894210, "Method ?not found"});
    CHECK_FALSE(parse(R"({"id":5,"result":false})").value().ok());
    CHECK_FALSE(parse(R"({"id":5,"result":true,"error":{}})").value().ok());
}

TEST_CASE("a_note_of_the_device_has_a_method_and_answers_nothing")
{
    const auto message = parse(R"({"id":9,"method":"client.notifyEventStream","params":{"SID":1}})");
    REQUIRE(message);
    CHECK(message.value().method == "client.notifyEventStream");
    CHECK_FALSE(message.value().is_reply());
    CHECK_FALSE(message.value().ok());
}

TEST_CASE("fields_of_a_wrong_type_count_as_absent")
{
    const auto message = parse(R"({"id":"5","method":7,"error":"x"})");
    REQUIRE(message);
    CHECK_FALSE(message.value().id);
    CHECK(message.value().method.empty());
    CHECK_FALSE(message.value().fault);
}

TEST_CASE("what_is_no_object_is_malformed")
{
    for (const std::string_view json : {"[]", "5", "null", "\"a\"", "", "{"})
        CHECK(parse(json).error() == Error::malformed);
    CHECK(parse(std::string(1000, '[')).error() == Error::too_deep);
}
