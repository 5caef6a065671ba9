#include "wire/login_reply.h"

#include "tests/support/hex.h"

#include <array>
#include <doctest/doctest.h>
#include <utility>
#include <vector>

using namespace netsdk;
using wire::Error;
using wire::LoginRefusal;
using wire::LoginReply;

namespace {

wire::Result<LoginReply> parse(std::string_view hex, std::string_view body)
{
    return wire::parse_login_reply(wire::DvripHeader::read(test::from_hex(hex)).value(), test::buffer_of(body));
}

} // namespace

TEST_CASE("an_accepted_login_brings_session_channels_and_type")
{
    // Offsets: public clients (TaniDVR, DahuaConsole, one in Go). A new device puts 08 at 9 and 06 00 f9 00 at 24.
    const auto reply = parse("b0000068 00000000 00081009 1f020000 78563412 00000000 0600f900 00000000", "");
    REQUIRE(reply);
    CHECK(reply.value().accepted());
    LoginReply expected;
    expected.sub_code = 8;
    expected.channels = 16;
    expected.device_type = 0x1f;
    expected.device_subtype = 2;
    expected.session = 0x12345678;
    CHECK(reply.value() == expected);
}

TEST_CASE("an_old_device_accepts_with_zeros")
{
    const auto reply = parse("b0000058 00000000 00000409 00000000 05000000 00000000 00000000 01000000", "");
    REQUIRE(reply);
    CHECK(reply.value().accepted());
    CHECK(reply.value().session == 5);
    CHECK(reply.value().channels == 4);
    CHECK_FALSE(reply.value().tries_left); // byte 28 is the video norm here, not tries
}

TEST_CASE("a_refusal_tells_why_and_how_many_tries_are_left")
{
    const auto reply = parse("b0000068 00000000 01000000 00000000 00000000 00000000 0600f900 04000000", "");
    REQUIRE(reply);
    CHECK_FALSE(reply.value().accepted());
    CHECK(reply.value().refusal == LoginRefusal::wrong_password);
    CHECK(reply.value().code == 1);
    CHECK(reply.value().tries_left == 4);
    CHECK_FALSE(reply.value().lock_left);
}

TEST_CASE("tries_that_a_device_does_not_count_are_unknown_rather_than_none")
{
    for (const std::string_view tries : {"0000", "ff00", "ffff", "0001"}) {
        const auto reply = parse("b0000068 00000000 01000000" + std::string(32, '0') + std::string(tries) + "0000", "");
        REQUIRE(reply);
        CHECK_FALSE(reply.value().tries_left);
    }
}

TEST_CASE("a_lock_tells_its_seconds_in_any_of_the_likely_forms")
{
    const std::string header = "b0000068 00000000 01040000" + std::string(40, '0');
    const std::pair<std::string_view, std::optional<int>> forms[] = {
        {"LockLeftTime:1800\r\n\r\n", 1800}, {"a:b\r\nlocklefttime = 60\r\n", 60},
        {"{\"LockLeftTime\" : 1799}", 1799}, {"LockLeftTime:0", 0},
        {"LockLeftTime:\r\n", std::nullopt}, {"LockLeftTime", std::nullopt},
        {"LockLeftTime:soon", std::nullopt}, {"LockLeftTime:99999999999999999999", std::nullopt},
        {"LockLeft", std::nullopt},          {"", std::nullopt}};
    for (const auto& [body, seconds] : forms) {
        CAPTURE(body);
        const auto reply = parse(header, body);
        REQUIRE(reply);
        CHECK(reply.value().refusal == LoginRefusal::locked);
        CHECK(reply.value().lock_left.has_value() == seconds.has_value());
        CHECK(reply.value().lock_left.value_or(std::chrono::seconds(0)).count() == seconds.value_or(0));
    }
}

TEST_CASE("refusals_map_to_the_numbers_of_the_ABI_by_one_table")
{
    CHECK(wire::login_refusal(0x01, 0x00) == LoginRefusal::wrong_password);
    CHECK(wire::login_refusal(0x01, 0x01) == LoginRefusal::no_such_user);
    CHECK(wire::login_refusal(0x01, 0x04) == LoginRefusal::locked);
    CHECK(wire::login_refusal(0x01, 0x05) == LoginRefusal::forbidden);
    CHECK(wire::login_refusal(0x01, 0x11) == LoginRefusal::not_initialized);
    CHECK(wire::login_refusal(0x01, 0x13) == LoginRefusal::only_third_generation);
    CHECK(wire::login_refusal(0x03, 0x03) == LoginRefusal::already_logged_in);
}

TEST_CASE("a_device_may_refuse_by_any_number_of_the_ABI_in_byte_8")
{
    // A public client in Go reads byte 8 so.
    constexpr std::array<std::uint8_t, 15> numbers{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 18, 19, 20};
    constexpr std::array<std::uint8_t, 3> sub_codes{0x00, 0x01, 0x7F};
    for (const auto number : numbers)
        for (const auto sub_code : sub_codes)
            CHECK(static_cast<int>(wire::login_refusal(number, sub_code)) == int{number});
}

TEST_CASE("only_what_is_known_to_concern_the_password_is_a_wrong_password_or_user")
{
    std::vector<std::pair<int, int>> wrong_password, no_such_user;
    for (int code = 1; code <= 0xFF; ++code)
        for (int sub_code = 0; sub_code <= 0xFF; ++sub_code) {
            const auto refusal =
                wire::login_refusal(static_cast<std::uint8_t>(code), static_cast<std::uint8_t>(sub_code));
            if (refusal == LoginRefusal::wrong_password)
                wrong_password.emplace_back(code, sub_code);
            if (refusal == LoginRefusal::no_such_user && code != 2)
                no_such_user.emplace_back(code, sub_code);
        }
    CHECK(wrong_password == std::vector{std::pair(1, 0)});
    CHECK(no_such_user == std::vector{std::pair(1, 1)});
}

TEST_CASE("a_refusal_that_nobody_knows_is_called_so")
{
    CHECK(wire::login_refusal(0x01, 0x77) == LoginRefusal::unknown);
    CHECK(wire::login_refusal(0x0e, 0x00) == LoginRefusal::unknown);
    CHECK(wire::login_refusal(0x11, 0x00) == LoginRefusal::unknown);
    CHECK(wire::login_refusal(0x15, 0x00) == LoginRefusal::unknown);
    CHECK(wire::login_refusal(0xff, 0xff) == LoginRefusal::unknown);
}

TEST_CASE("a_second_challenge_is_never_taken_for_an_acceptance")
{
    const std::string header = "b0000068 00000000" + std::string(48, '0');
    for (const std::string& body :
         {std::string("Realm:Login to X\r\nRandom:5\r\n\r\n"), std::string(" x:y\nRANDOM:5\n realm:X"),
          "Realm:" + std::string(300, 'x') + "\r\nRandom:5\r\n"}) {
        CAPTURE(body);
        CHECK(parse(header, body).error() == Error::unexpected_answer);
    }
    CHECK(parse("b4000068 00000000" + std::string(48, '0'), "").error() == Error::unexpected_answer);
}
