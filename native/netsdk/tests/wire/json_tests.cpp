#include "wire/json.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace std::string_view_literals;
using namespace netsdk::wire;

namespace {

std::string nested(std::size_t depth, char open, char close)
{
    return std::string(depth, open) + std::string(depth, close);
}

} // namespace

TEST_CASE("json_may_have_line_ends_and_zeros_around_it")
{
    CHECK(parse_json(" {\"a\":1}\n\0\0"sv, {}).value()["a"] == 1);
}

TEST_CASE("depth_is_checked_before_anything_is_built")
{
    CHECK(parse_json(nested(32, '[', ']'), {}));
    CHECK(parse_json(nested(33, '[', ']'), {}).error() == Error::too_deep);
    CHECK(parse_json(nested(100'000, '[', ']'), {}).error() == Error::too_deep);
    CHECK(parse_json(std::string(100'000, '{'), {}).error() == Error::too_deep);
    std::string objects;
    for (int i = 0; i < 100'000; ++i)
        objects += "{\"a\":";
    CHECK(parse_json(objects, {}).error() == Error::too_deep);
}

TEST_CASE("brackets_inside_strings_are_no_depth")
{
    const std::string text = "[\"" + std::string(1000, '[') + "\\\"" + std::string(1000, '{') + "\"]";
    CHECK(parse_json(text, {}));
}

TEST_CASE("closing_brackets_alone_are_malformed_and_no_underflow")
{
    CHECK(parse_json("]]]]]]", {}).error() == Error::malformed);
    CHECK(parse_json("]][", {}).error() == Error::malformed);
    CHECK(parse_json(std::string(100, ']') + nested(33, '[', ']'), {}).error() == Error::too_deep);
}

TEST_CASE("many_values_and_long_texts_are_refused")
{
    Limits limits;
    limits.max_json_values = 10;
    CHECK(parse_json("[1,2,3,4,5,6,7,8]", limits));
    CHECK(parse_json("[1,2,3,4,5,6,7,8,9,10,11]", limits).error() == Error::too_deep);
    CHECK(parse_json("[[[1]],[[2]],[[3]],[[4]]]", limits).error() == Error::too_deep); // brackets are values too
    limits.max_json = 7;
    CHECK(parse_json("[1,2,3]", limits));
    CHECK(parse_json("[1,2,3 ]", limits).error() == Error::too_large);
}

TEST_CASE("broken_json_is_malformed")
{
    for (const std::string_view text : {"", "{", "{\"a\":}", "[1,]", "nul", "\"a", "\"a\\", "{}{}", "1e999", "\x01"}) {
        CAPTURE(text);
        const auto parsed = parse_json(text, {});
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error() == Error::malformed);
    }
}

TEST_CASE("a_name_in_another_encoding_does_not_cost_the_whole_answer")
{
    const auto parsed = parse_json("{\"name\":\"\xb4\xf3\xc3\xc5\",\"port\":37777}", {});
    REQUIRE(parsed);
    CHECK(text_member(&parsed.value(), "name", 64) == "????");
    CHECK(number_member(&parsed.value(), "port") == 37777);
}

TEST_CASE("members_are_asked_for_by_type_and_never_throw")
{
    const auto parsed = parse_json(
        R"({"text":"abc","number":7,"negative":-1,"large":4294967296,"huge":18446744073709551615,"real":1.5,"yes":true,"none":null,"list":[1]})",
        {});
    REQUIRE(parsed);
    const Json* const json = &parsed.value();
    CHECK(text_member(json, "text", 2) == "ab");
    CHECK(number_member(json, "number") == 7);
    CHECK(bool_member(json, "yes") == true);
    for (const std::string_view key : {"text", "negative", "large", "huge", "real", "yes", "none", "list", "absent"}) {
        CAPTURE(key);
        CHECK_FALSE(number_member(json, key));
    }
    for (const std::string_view key : {"number", "none", "list", "absent"}) {
        CHECK_FALSE(text_member(json, key, 9));
        CHECK_FALSE(bool_member(json, key));
    }
    CHECK(member(nullptr, "a") == nullptr);
    CHECK(member(member(json, "list"), "a") == nullptr);
}

TEST_CASE("writing_never_throws_on_text_that_is_not_utf8")
{
    CHECK(write_json(Json("\xb4")) == "\"\xef\xbf\xbd\"");
    CHECK(write_json(Json{{"b", 1}, {"a", nullptr}}) == R"({"a":null,"b":1})");
}
