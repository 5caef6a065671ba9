#include "wire/cgi_text.h"

#include <doctest/doctest.h>
#include <string>

using namespace netsdk::wire;

namespace {
using Kind = CgiText::Kind;

Result<CgiText> read(std::string_view body, const Limits& limits = {})
{
    auto text = CgiText::parse(bytes_of(body), limits);
    if (text) { // what was read can be written, and reads the same
        const auto written = text.value().write();
        const auto again = CgiText::parse(bytes_of(written), {});
        REQUIRE(bool(again));
        CHECK(again.value() == text.value());
    }
    return text;
}

std::string shown(std::string_view body)
{
    return read(body).value().shown_words(64);
}
} // namespace

// The forms of the maker's HTTP API, as AMCGO keeps its text and AMC and VTO read it.
TEST_CASE("values_come_in_the_order_of_the_device_and_are_found_by_their_keys")
{
    const std::string body = "table.VideoWidget[0].Covers[1].EncodeBlend=true\r\n"
                             "table.General.MachineName=Gate = yard\r\n"
                             "items[0].Channel=3\r\n"
                             "items[0].FilePath=/mnt/sd/2026-01-02/001/x.mp4\r\n"
                             "items[0].Channel=4\r\n";
    const auto text = read(body).value();
    CHECK(text.kind() == Kind::values);
    CHECK_FALSE(text.refusal().has_value());
    REQUIRE(text.pairs().size() == 5);
    CHECK(text.pairs()[0] == CgiText::Pair{"table.VideoWidget[0].Covers[1].EncodeBlend", "true"});
    CHECK(text.find("table.General.MachineName") == "Gate = yard");
    CHECK(text.find("items[0].Channel") == "3"); // the first of them
    CHECK_FALSE(text.find("items[1].Channel").has_value());
    CHECK_FALSE(text.find("").has_value());
    CHECK(text.write() == body);
}

TEST_CASE("line_ends_blanks_empty_lines_and_zeros_behind_change_nothing")
{
    using namespace std::string_view_literals;
    const auto expected = read("sn=4X7C5A1\r\nname=\r\n").value();
    for (const auto body : {"sn=4X7C5A1\nname=\n"sv, "sn=4X7C5A1\r\nname="sv, "\r\n sn = 4X7C5A1 \n\n\tname=\t\n"sv,
                            "sn=4X7C5A1\nname=\n\0garbage=1\n"sv, "sn=4X7C5A1\nno pair\nname=\n= x\n1=2\n"sv})
        CHECK(read(body).value() == expected);
}

TEST_CASE("an_answer_that_is_done_says_ok_and_may_tell_values")
{
    CHECK(read("OK\r\n").value().kind() == Kind::done);
    CHECK(read("OK").value().pairs().empty());
    CHECK(read("OK\r\nresult=7\r\n").value().find("result") == "7");
    CHECK(read("OK=1\r\n").value().kind() == Kind::values);
    CHECK(read("OKAY\r\n").error() == Error::malformed);
}

TEST_CASE("a_refusal_is_known_by_its_first_words_and_shown_in_one_line")
{
    CHECK(read("Error\r\nBad Request!\r\n").value().refusal() == CgiRefusal::error);
    CHECK(read("Bad Request!\r\n").value().refusal() == CgiRefusal::bad_request);
    CHECK(read("Invalid Authority!").value().refusal() == CgiRefusal::invalid_authority);
    CHECK(read("Error ErrorID = 0, Detail = Invalid Authority!").value().refusal() == CgiRefusal::error);
    CHECK(read("Error\n").value().kind() == Kind::refused);
    CHECK(read("Error\n").value().words().empty());
    CHECK(read("Error: \r\n ErrorID=7\r\n").value().words() == "ErrorID=7");
    CHECK(shown("Error\r\nErrorID=7,\r\n\r\nDetail=\"no\tsuch\x1b[2J\"") == "ErrorID=7, Detail=\"no?such?[2J\"");
    CHECK(shown("Error\r\n\xc4\xe3\xba\xc3") == "????"); // GBK
    CHECK(shown("Error\n" + std::string(100, 'x')) == std::string(64, 'x'));
    CHECK(shown("Bad Request!\r\n") == "Bad Request!");
    CHECK(read("ErrorID=7\r\n").value().kind() == Kind::values);
    CHECK(read("Error=7\r\n").value().kind() == Kind::values);
    CHECK(read("x=1\r\nError\r\n").value().kind() == Kind::values); // the first line decides
}

TEST_CASE("what_begins_in_no_such_way_is_no_text_of_a_script")
{
    using namespace std::string_view_literals;
    CHECK(read("").error() == Error::unexpected_answer);
    for (const auto body :
         {"\r\n"sv, "\0OK"sv, "<html>\r\n<a href=\"x\">"sv, "<a=b>\n"sv, "{\"a\":\"b=c\"}"sv, "=x\n"sv,
          "two words=1\n"sv, "key\n"sv, "\xff\xd8\xff\xe0 inside=1 \xff\xd9"sv, "\xe4\xb8\xad=1"sv})
        CHECK(read(body).error() == Error::malformed);
}

TEST_CASE("an_answer_that_passes_a_limit_is_refused")
{
    Limits limits;
    limits.max_cgi = 64;
    limits.max_cgi_lines = 3;
    limits.max_cgi_key = 5;
    const auto kind = [&](std::string_view body) { return read(body, limits); };
    CHECK(bool(kind("abcde=1\n\nno pair\nb=2\n")));
    CHECK(kind("abcdef=1\n").error() == Error::too_large);
    CHECK(kind("a=1\nb=2\nno pair\nc=3\n").error() == Error::too_large);
    CHECK(bool(kind("Error\n" + std::string(58, 'x'))));
    CHECK(kind("Error\n" + std::string(59, 'x')).error() == Error::too_large);
}
