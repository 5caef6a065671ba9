#include "wire/json.h"

#include <boost/json/value.hpp>
#include <doctest/doctest.h>

using namespace std::literals;
using namespace netsdk::wire;

namespace {

std::string nested(std::size_t depth, char open, char close)
{
    return std::string(depth, open) + std::string(depth, close);
}

} // namespace

TEST_CASE("json_may_have_line_ends_and_zeros_around_it")
{
    CHECK(parse_json(" {\"a\":1}\n\0\0"sv, {}).value().at("a") == 1);
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
    for (const std::string_view text :
         {"",   "{",  "{\"a\":}", "[1,]", "nul", "\"a", "\"a\\", "{}{}",  "1e999", "-1e999", "1e99999999999",
          "01", "+1", "1.",       ".5",   "NaN", "1 2", "'a'",   "[1]//", "\x01"}) {
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

TEST_CASE("what_stands_behind_a_zero_is_not_read_and_a_mark_of_the_byte_order_is_passed_over")
{
    CHECK(parse_json("{\"a\":1}\0{{{"sv, {}).value().at("a") == 1);
    CHECK(parse_json("\xef\xbb\xbf {\"a\":1}", {}).value().at("a") == 1);
    CHECK(parse_json("{\"a\0\":1}"sv, {}).error() == Error::malformed);
    CHECK(parse_json("\0\n\0"sv, {}).error() == Error::malformed);
}

TEST_CASE("of_members_of_one_name_the_last_counts")
{
    const auto parsed = parse_json(R"({"a":1,"b":2,"a":[3]})", {});
    CHECK(write_json(parsed.value()) == R"({"a":[3],"b":2})");
    std::string many = "{";
    for (int i = 0; i < 100; ++i)
        many += "\"m" + std::to_string(i % 50) + "\":" + std::to_string(i) + ",";
    const auto all = parse_json(many + "\"z\":0}", {});
    CHECK(number_member(&all.value(), "m7") == 57);
}

TEST_CASE("no_depth_that_is_set_lets_a_text_in_that_no_stack_holds")
{
    Limits limits;
    limits.max_json_depth = 1'000'000;
    const auto deepest = parse_json(nested(deepest_json, '[', ']'), limits);
    REQUIRE(deepest);
    CHECK(write_json(deepest.value()) == nested(deepest_json, '[', ']'));
    CHECK(parse_json(nested(deepest_json + 1, '[', ']'), limits).error() == Error::too_deep);
}

TEST_CASE("writing_never_throws_on_text_that_is_not_utf8")
{
    CHECK(write_json(Json("a\xb4"
                          "b")) == R"("a?b")");
    CHECK(write_json(JsonObject{{"\xb4", 1}}) == R"({"?":1})");
}

TEST_CASE("members_are_written_in_the_order_in_which_they_were_put_or_read")
{
    CHECK(write_json(Json{{"b", 1}, {"a", nullptr}}) == R"({"b":1,"a":null})");
    const auto* const text = R"({"z":[true,false,{}],"a":{"y":"","b":[]},"m":-7})";
    CHECK(write_json(parse_json(text, {}).value()) == text);
}

TEST_CASE("texts_are_escaped_as_they_must_be_and_read_the_same")
{
    const std::string all = "\b\t\n\f\r\"\\/\x01\x1f\x7f\xc3\xa9"s + '\0';
    const auto written = write_json(Json(std::string_view(all)));
    CHECK(written == "\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0001\\u001f\x7f\xc3\xa9\\u0000\"");
    const auto parsed = parse_json(written, {});
    CHECK(raw_text(&parsed.value()) == all);
    CHECK(parse_json(R"("\ud83d\ude00")", {}).value() == "\xf0\x9f\x98\x80");
    CHECK(parse_json(R"("\ud83d")", {}).error() == Error::malformed);
    CHECK(parse_json("\"a\nb\"", {}).error() == Error::malformed);
}

TEST_CASE("whole_numbers_stay_whole_as_long_as_64_bits_hold_them")
{
    for (const std::string_view text : {"0", "1", "-1", "4294967295", "9223372036854775807", "-9223372036854775808",
                                        "9223372036854775808", "18446744073709551615"}) {
        CAPTURE(text);
        const auto parsed = parse_json(text, {});
        REQUIRE(parsed);
        CHECK_FALSE(parsed.value().is_double());
        CHECK(write_json(parsed.value()) == text);
    }
    const auto zero = parse_json("-0", {});
    CHECK(whole_number(&zero.value()) == 0);
    CHECK(parse_json("18446744073709551616", {}).value().is_double());
    CHECK(parse_json("-9223372036854775809", {}).value().is_double());
}

TEST_CASE("numbers_with_a_fraction_are_read_exactly_and_written_as_people_write_them")
{
    for (const auto& [text, number] :
         {std::pair("0.1", 0.1), std::pair("1.0", 1.0), std::pair("-0.0", -0.0), std::pair("100000.0", 1e5),
          std::pair("0.0001", 1e-4), std::pair("1e-05", 1e-5), std::pair("1e+15", 1e15), std::pair("1e+300", 1e300),
          std::pair("999999999999999.9", 999999999999999.9), std::pair("5e-324", 5e-324),
          std::pair("0.30000000000000004", 0.1 + 0.2), std::pair("1.7976931348623157e+308", 1.7976931348623157e308),
          std::pair("2.225073858507201e-308", 2.225073858507201e-308),
          std::pair("-65.613616999999977", -65.613616999999977),
          std::pair("7.2057594037927933e+16", 7.2057594037927933e16)}) {
        CAPTURE(text);
        const auto parsed = parse_json(text, {});
        REQUIRE(parsed);
        REQUIRE(parsed.value().is_double());
        CHECK(parsed.value().get_double() == number);
        CHECK(parse_json(write_json(parsed.value()), {}).value().get_double() == number);
        CHECK_FALSE(whole_number(&parsed.value()));
    }
    CHECK(write_json(Json{0.1, 1.0, -0.0, 1e5, 1e-4, 1e-5, 1e15, 999999999999999.9}) ==
          "[0.1,1.0,-0.0,100000.0,0.0001,1e-05,1e+15,999999999999999.9]");
    CHECK(parse_json("1E5", {}).value() == 1e5);
    CHECK(parse_json("1e-400", {}).value() == 0.0);
    CHECK(real_number(parse_json("-3", {}).value()) == -3.0);
}

TEST_CASE("what_stands_behind_a_zero_makes_a_text_neither_too_deep_nor_too_long")
{
    using namespace std::string_literals;
    Limits few;
    few.max_json_values = 3;
    few.max_json_depth = 2;
    const auto read = parse_json("{\"a\":1}\0[[[[,,,,]]]]"s, few);
    REQUIRE(read);
    CHECK(number_member(&read.value(), "a") == 1);
}
