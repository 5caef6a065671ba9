#include "wire/password_rules.h"

#include <doctest/doctest.h>

using namespace netsdk::wire;

TEST_CASE("a_password_that_keeps_every_rule_may_be_set")
{
    for (const auto* password : {"right-Password1", "abxy1907", "QWERTZ-1", "12-12-12", "aa11bb22", "++--++--a",
                                 "zxcv!!zxcv!!zxcv!!zxcv!!zxcv!!zx"}) {
        CAPTURE(password);
        CHECK(broken_rule(password, "admin") == PasswordRule::none);
    }
    CHECK(broken_rule("abxy1907", "") == PasswordRule::none); // no name is in nothing
}

TEST_CASE("the_rule_that_a_password_breaks_is_named")
{
    CHECK(broken_rule("", "admin") == PasswordRule::too_short);
    CHECK(broken_rule("abxy190", "admin") == PasswordRule::too_short);
    CHECK(broken_rule("zxcv!!zxcv!!zxcv!!zxcv!!zxcv!!zxc", "admin") == PasswordRule::too_long);
    CHECK(broken_rule("qwertzui", "admin") == PasswordRule::one_kind);
    CHECK(broken_rule("19071907", "admin") == PasswordRule::one_kind);
    CHECK(broken_rule("++--++--", "admin") == PasswordRule::one_kind);
    CHECK(broken_rule("xAdMiN-9", "admin") == PasswordRule::has_name);
    CHECK(broken_rule("9-nimda-9", "admin") == PasswordRule::has_name);
    CHECK(broken_rule("qw123xyq", "admin") == PasswordRule::continuous);
    CHECK(broken_rule("qw-aBc-q", "admin") == PasswordRule::continuous);
    CHECK(broken_rule("qw-321-q", "admin") == PasswordRule::continuous);
    CHECK(broken_rule("qw-zyx-q", "admin") == PasswordRule::continuous);
    CHECK(broken_rule("qw-111-q", "admin") == PasswordRule::overlapped);
    CHECK(broken_rule("qw---190", "admin") == PasswordRule::overlapped);
}

TEST_CASE("what_devices_do_not_take_is_told_before_anything_else")
{
    for (const auto* password : {"a b", "a'b", "a\"b", "a;b", "a:b", "a&b", "a\tb", "a\xc3\xa4", "\x7f"}) {
        CAPTURE(password);
        CHECK(broken_rule(password, "admin") == PasswordRule::bad_character);
    }
}

TEST_CASE("digits_and_letters_beside_each_other_in_the_table_of_characters_are_no_row")
{
    CHECK(broken_rule("x89-yz{-", "admin") == PasswordRule::none); // '{' follows 'z' in the table alone
    CHECK(broken_rule("ace-1357", "admin") == PasswordRule::none); // a row that leaves out
}
