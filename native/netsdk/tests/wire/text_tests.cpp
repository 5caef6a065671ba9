#include "wire/text.h"

#include <doctest/doctest.h>

#include <limits>

using namespace std::string_view_literals;
using namespace netsdk::wire;

TEST_CASE("valid_utf8_stays_and_every_other_byte_becomes_a_question_mark")
{
    const std::string_view valid[] = {"", "plain", "\xc3\xa9", "\xe4\xb8\xad", "\xf0\x9f\x93\xb7", "\xf4\x8f\xbf\xbf"};
    for (const auto text : valid) {
        CAPTURE(text);
        CHECK(repaired_utf8(text) == text);
    }
    CHECK(repaired_utf8("\xb4\xf3\xc3\xc5") == "????"); // GBK
    CHECK(repaired_utf8("a\xc3") == "a?");              // cut off
    CHECK(repaired_utf8("\xc0\xaf") == "??");           // overlong
    CHECK(repaired_utf8("\xe0\x9f\xbf") == "???");      // overlong
    CHECK(repaired_utf8("\xed\xa0\x80") == "???");      // a surrogate
    CHECK(repaired_utf8("\xf0\x8f\xbf\xbf") == "????"); // overlong
    CHECK(repaired_utf8("\xf4\x90\x80\x80") == "????"); // above U+10FFFF
    CHECK(repaired_utf8("\xf5\x80\x80\x80") == "????");
    CHECK(repaired_utf8("\xe4\xb8"
                        "a") == "??a");
    CHECK(repaired_utf8("\xf0\x9f\x93") == "???");
}

TEST_CASE("shown_text_has_no_control_characters_and_ends_between_characters")
{
    CHECK(display_text("a\x1b[0m\x7f\n", 100) == "a?[0m??");
    CHECK(display_text("\xc2\x9b"
                       "31m",
                       100) == "?31m"); // the one-byte form of escape-bracket
    CHECK(display_text("ab\xc3\xa9", 3) == "ab");
    CHECK(display_text("ab\xc3\xa9", 4) == "ab\xc3\xa9");
    CHECK(display_text("abc", 0).empty());
    CHECK(display_text("", 5).empty());
}

TEST_CASE("trimming_takes_blanks_line_ends_and_zeros_from_both_ends")
{
    CHECK(trimmed(" \t\r\nab c\r\n\0\0"sv) == "ab c");
    CHECK(trimmed("   ").empty());
    CHECK(trimmed("").empty());
}

TEST_CASE("a_decimal_is_the_whole_text_and_within_its_bound")
{
    CHECK(decimal("0", 10) == 0);
    CHECK(decimal("0042", 100) == 42);
    CHECK(decimal("18446744073709551615", std::numeric_limits<std::uint64_t>::max()) == 18446744073709551615U);
    CHECK_FALSE(decimal("18446744073709551616", std::numeric_limits<std::uint64_t>::max()));
    CHECK(decimal("5", 5) == 5);
    CHECK_FALSE(decimal("6", 5));
    CHECK(decimal("4294967295", std::numeric_limits<std::uint32_t>::max()) == 4294967295);
    for (const std::string_view text : {"", " 1", "1 ", "-1", "+1", "0x10", "1.5", "99999999999999999999", "101"}) {
        CAPTURE(text);
        CHECK_FALSE(decimal(text, 100));
    }
}

TEST_CASE("words_are_compared_without_the_case_of_ascii_letters")
{
    CHECK(same_word("FaultCode", "faultCODE"));
    CHECK_FALSE(same_word("FaultCode", "FaultCod"));
    CHECK_FALSE(same_word("[", "{")); // they differ by the bit that letters differ by
}
