#include "wire/query.h"

#include "tests/support/hex.h"

#include <doctest/doctest.h>

using namespace std::string_view_literals;
using namespace netsdk;
using wire::Command;
using wire::DvripHeader;
using wire::Error;

namespace {

DvripHeader reply_header(wire::QueryItem item)
{
    return DvripHeader(Command::query_reply, 0).set<8>(static_cast<std::uint8_t>(item));
}

} // namespace

TEST_CASE("a_query_reply_echoes_its_item_and_carries_text")
{
    const auto body = test::buffer_of(" 4X7C5A1ZAG21L3F\r\n\0\0"sv);
    const auto reply = wire::parse_query_reply(reply_header(wire::QueryItem::serial), body);
    REQUIRE(reply);
    CHECK(reply.value().item == wire::QueryItem::serial);
    CHECK(wire::text_answer(reply.value()) == "4X7C5A1ZAG21L3F");
}

TEST_CASE("a_text_answer_is_bounded_and_fit_to_be_shown")
{
    const auto body = test::buffer_of("a\x1b[31m\xff" + std::string(1000, 'x'));
    const auto reply = wire::parse_query_reply(reply_header(wire::QueryItem::version), body);
    REQUIRE(reply);
    const auto text = wire::text_answer(reply.value());
    CHECK(text.size() == 256);
    CHECK(text.starts_with("a?[31m?xxx"));
}

TEST_CASE("the_channel_count_is_the_third_byte")
{
    const auto body = test::from_hex("00 00 10 00");
    const auto reply = wire::parse_query_reply(reply_header(wire::QueryItem::channels), body);
    REQUIRE(reply);
    CHECK(wire::channel_count(reply.value()).value() == 16);
    const auto shorter = wire::parse_query_reply(reply_header(wire::QueryItem::channels), wire::Bytes(body).first(2));
    REQUIRE(shorter);
    CHECK(wire::channel_count(shorter.value()).error() == Error::malformed);
}

TEST_CASE("a_reply_of_another_command_answers_no_query")
{
    CHECK(wire::parse_query_reply(DvripHeader(Command::names_reply, 0), {}).error() == Error::unexpected_answer);
    CHECK(wire::parse_names(DvripHeader(Command::query_reply, 0), {}, {}).error() == Error::unexpected_answer);
}

TEST_CASE("names_are_joined_by_two_ampersands")
{
    const DvripHeader header(Command::names_reply, 0);
    const auto names = wire::parse_names(header, test::buffer_of("Gate&& Yard &&\xb4\xf3&&Rear & side"), {});
    REQUIRE(names);
    CHECK(names.value() == std::vector<std::string>{"Gate", "Yard", "??", "Rear & side"});
    CHECK(wire::parse_names(header, {}, {}).value().empty());
}

TEST_CASE("more_names_than_the_limit_are_refused")
{
    wire::Limits limits;
    limits.max_names = 3;
    const DvripHeader header(Command::names_reply, 0);
    CHECK(wire::parse_names(header, test::buffer_of("a&&b&&c"), limits).value().size() == 3);
    CHECK(wire::parse_names(header, test::buffer_of("a&&b&&c&&d"), limits).error() == Error::too_large);
    CHECK(wire::parse_names(header, test::buffer_of("&&&&&&&&&&&&"), limits).error() == Error::too_large);
}
