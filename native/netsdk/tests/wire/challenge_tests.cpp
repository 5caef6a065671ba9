#include "wire/challenge.h"

#include "tests/support/hex.h"

#include <doctest/doctest.h>

using namespace std::string_view_literals;
using namespace netsdk;
using wire::Challenge;
using wire::Command;
using wire::DvripHeader;
using wire::Error;
using wire::LoginSecret;

namespace {

wire::Result<Challenge> parse(std::string_view body)
{
    return wire::parse_challenge(DvripHeader(Command::login_reply, 0), test::buffer_of(body));
}

} // namespace

TEST_CASE("the_realm_request_is_the_one_that_public_clients_send")
{
    // Two public clients in Go send a0 05 00 60 … 05 02 00 01 00 00 a1 aa; DahuaConsole differs in bytes 1, 3 and 26,
    // which devices ignore.
    CHECK(test::to_hex(wire::realm_request()) == "a005006000000000"
                                                 "0000000000000000"
                                                 "0000000000000000"
                                                 "050200010000a1aa");
}

TEST_CASE("a_challenge_names_the_device_before_anything_is_proved")
{
    const auto challenge = parse("Realm:Login to 4X7C5A1ZAG21L3F\r\nRandom:1866812580\r\n\r\n");
    REQUIRE(challenge);
    CHECK(challenge.value() == Challenge{"Login to 4X7C5A1ZAG21L3F", "1866812580", "4X7C5A1ZAG21L3F"});
}

TEST_CASE("a_challenge_is_read_leniently_in_line_ends_case_order_and_padding")
{
    const std::string_view forms[] = {
        "Random:1866812580\nrealm: Login to X \n",
        "REALM:Login to X\r\nother\r\nRandom:1866812580",
        "Realm:Login to X\r\nRandom:1866812580\0junk"sv,
    };
    for (const auto form : forms) {
        CAPTURE(form);
        const auto challenge = parse(form);
        REQUIRE(challenge);
        CHECK(challenge.value() == Challenge{"Login to X", "1866812580", "X"});
    }
}

TEST_CASE("a_realm_of_another_form_has_no_serial_and_may_have_colons")
{
    const auto challenge = parse("Realm:site:7 gate\r\nRandom:1\r\n");
    REQUIRE(challenge);
    CHECK(challenge.value() == Challenge{"site:7 gate", "1", ""});
}

TEST_CASE("a_reply_without_realm_or_random_is_no_challenge")
{
    for (const std::string_view body : {"", "Realm:Login to X\r\n", "Random:5\r\n", "Realm:\r\nRandom:5\r\n",
                                        "Realm:x\r\nRandom:\r\n", "no colon here"}) {
        CAPTURE(body);
        CHECK(parse(body).error() == Error::not_a_challenge);
    }
}

TEST_CASE("a_challenge_is_bounded_and_has_no_control_characters")
{
    const std::string digits = "\r\nRandom:5\r\n";
    CHECK(parse("Realm:" + std::string(256, 'x') + digits));
    CHECK(parse("Realm:" + std::string(257, 'x') + digits).error() == Error::malformed);
    CHECK(parse("Realm:x\r\nRandom:" + std::string(129, '1') + "\r\n").error() == Error::malformed);
    CHECK(parse("Realm:a\x1b[2Jb" + digits).error() == Error::malformed);
    CHECK(parse("Realm:x\r\nRandom:5\t5\r\n").error() == Error::malformed);
}

TEST_CASE("an_answer_to_something_else_is_no_challenge")
{
    const auto body = test::buffer_of("Realm:Login to X\r\nRandom:5\r\n\r\n");
    CHECK(wire::parse_challenge(DvripHeader(Command::query_reply, 0), body).error() == Error::unexpected_answer);
}

TEST_CASE("the_login_carries_both_proofs_behind_the_user_and_never_the_password")
{
    const Challenge challenge{"Login to 4X7C5A1ZAG21L3F", "1866812580", "4X7C5A1ZAG21L3F"};
    const auto frame = wire::login_request({"admin", "Secret-7"}, challenge);
    REQUIRE(frame);
    // Header: two public clients in Go; 71 bytes of extension for "admin" = 47 hex.
    CHECK(test::to_hex(wire::Bytes(frame.value()).first(32)) == "a005006047000000"
                                                                "0000000000000000"
                                                                "0000000000000000"
                                                                "050200080000a1aa");
    CHECK(wire::text_of(wire::Bytes(frame.value()).subspan(32)) ==
          "admin&&E39A61E42F0B45802702825BE37FBD9C65BBC264A9BA52B583442BA1E2E63133");
}

TEST_CASE("a_user_that_the_protocol_cannot_carry_is_refused_before_anything_is_sent")
{
    const Challenge challenge{"Login to X", "1", "X"};
    for (const std::string& user : {std::string(), std::string("a&&b"), std::string("a\nb"), std::string(129, 'a')}) {
        CAPTURE(user);
        CHECK(wire::login_request({user, "p"}, challenge).error() == Error::invalid_argument);
    }
    CHECK(wire::login_request({std::string(128, 'a'), ""}, challenge));
}
