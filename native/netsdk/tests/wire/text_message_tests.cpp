#include "wire/text_message.h"

#include "tests/support/hex.h"
#include "wire/dvrip_header.h"

#include <doctest/doctest.h>

using namespace std::string_view_literals;
using namespace netsdk;
using wire::Error;
using wire::TextMessage;

namespace {

wire::Result<TextMessage> parse(std::string_view text, const wire::Limits& limits = {})
{
    return TextMessage::parse(test::buffer_of(text), limits);
}

} // namespace

TEST_CASE("a_message_is_lines_of_key_and_value_ended_by_an_empty_one")
{
    TextMessage message;
    REQUIRE(message.add("TransactionID", "7"));
    REQUIRE(message.add("Ukey", ""));
    CHECK(message.write() == "TransactionID:7\r\nUkey:\r\n\r\n");
    const auto frame = message.frame();
    REQUIRE(frame);
    CHECK(test::to_hex(wire::Bytes(frame.value()).first(8)) == "f40000001a000000");
    CHECK(frame.value().size() == 32 + 26);
}

TEST_CASE("what_is_written_is_read_back_the_same")
{
    TextMessage message;
    REQUIRE(message.add("Method", "AddObject"));
    REQUIRE(message.add("FileDir", "/mnt/dvr/2026-01-02/a b:[0@0].dav"));
    REQUIRE(message.add("Empty", ""));
    const auto read = parse(message.write());
    REQUIRE(read);
    CHECK(read.value() == message);
    CHECK(read.value().write() == message.write());
}

TEST_CASE("replies_are_read_leniently")
{
    const auto message = parse("method : AddObjectResponse \nFAULTCODE:OK\r\nnoise\n:x\nConnectionID:12"sv);
    REQUIRE(message);
    CHECK(message.value().find("Method") == "AddObjectResponse");
    CHECK(message.value().find("FaultCode") == "OK");
    CHECK(message.value().find_number("ConnectionID") == 12);
    CHECK(message.value().lines() == 3);
    CHECK_FALSE(message.value().find("SessionID"));
}

TEST_CASE("what_follows_the_empty_line_or_a_zero_is_not_read")
{
    CHECK(parse("A:1\r\n\r\nB:2\r\n").value().lines() == 1);
    CHECK(parse("A:1\r\n\0B:2\r\n"sv).value().lines() == 1);
}

TEST_CASE("the_first_of_two_equal_keys_counts")
{
    CHECK(parse("A:1\r\na:2\r\n\r\n").value().find("A") == "1");
}

TEST_CASE("a_number_is_the_whole_value_and_fits_32_bits")
{
    CHECK(parse("A:4294967295\r\n").value().find_number("A") == 4294967295);
    for (const std::string_view text : {"A:4294967296", "A:-1", "A:1x", "A:", "A:0x1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse(text).value().find_number("A"));
    }
}

TEST_CASE("endless_lines_an_endless_line_and_nothing_at_all_are_errors")
{
    std::string lines;
    for (int i = 0; i < 200; ++i)
        lines += "A:1\r\n";
    CHECK(parse(lines).error() == Error::too_large);
    CHECK(parse(std::string(70'000, 'a')).error() == Error::too_large);
    CHECK(parse("").error() == Error::malformed);
    CHECK(parse("\r\n\r\n").error() == Error::malformed);
    CHECK(parse("no key\r\n").error() == Error::malformed);
    CHECK(parse("A:\x1b[2J\r\n").error() == Error::malformed);
    CHECK(parse("A\x01:b\r\n").error() == Error::malformed);
    wire::Limits limits;
    limits.max_text_lines = 2;
    CHECK(parse("A:1\r\nB:2\r\n\r\n", limits));
    CHECK(parse("A:1\r\nB:2\r\nC:3\r\n", limits).error() == Error::too_large);
}

TEST_CASE("no_line_can_be_smuggled_in_through_a_value")
{
    TextMessage message;
    for (const auto& [key, value] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"A", "1\r\nMethod:DeleteObject"}, {"A\n", "1"}, {"A:B", "1"}, {"", "1"}, {" A", "1"}, {"A", "1 "}}) {
        CAPTURE(value);
        const auto added = message.add(key, value);
        REQUIRE_FALSE(added);
        CHECK(added.error() == Error::invalid_argument);
    }
    CHECK(message.lines() == 0);
}
