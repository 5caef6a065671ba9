#include "wire/plain_login.h"

#include "tests/support/hex.h"

#include <doctest/doctest.h>

using namespace netsdk;
using wire::Error;

TEST_CASE("a_short_name_and_a_short_password_stand_in_the_header")
{
    // As TaniDVR and a public scanner of such recorders send it.
    const auto request = wire::plain_login_request({"admin", "12345678"});
    REQUIRE(request);
    CHECK(test::to_hex(request.value()) == "a000006000000000"
                                           "61646d696e000000"
                                           "3132333435363738"
                                           "040100000000a1aa");
}

TEST_CASE("if_either_is_longer_both_stand_behind_the_header")
{
    for (const wire::LoginSecret secret : {wire::LoginSecret{"admin", "123456789"}, {"operators", "1"}}) {
        const auto request = wire::plain_login_request(secret);
        REQUIRE(request);
        const auto text = std::string(secret.user) + "&&" + std::string(secret.password);
        const wire::Bytes bytes(request.value());
        CHECK(wire::text_of(bytes.subspan(wire::DvripHeader::size)) == text);
        const auto header = wire::DvripHeader::read(bytes).value();
        CHECK(header.body_length() == text.size());
        CHECK(header.little<std::uint64_t, 8>() == 0);
        CHECK(header.little<std::uint64_t, 16>() == 0);
    }
}

TEST_CASE("a_name_that_no_login_can_carry_is_refused")
{
    for (const auto* user : {"", "a&&b", "a\tb"})
        CHECK(wire::plain_login_request({user, "secret"}).error() == Error::invalid_argument);
    CHECK(wire::plain_login_request({std::string(129, 'u'), "secret"}).error() == Error::invalid_argument);
}

TEST_CASE("only_a_wrong_login_without_a_name_is_the_answer_of_a_device_without_a_challenge")
{
    for (unsigned code = 0; code < 256; ++code)
        for (unsigned sub_code = 0; sub_code < 256; ++sub_code) {
            wire::LoginReply reply;
            reply.code = static_cast<std::uint8_t>(code);
            reply.sub_code = static_cast<std::uint8_t>(sub_code);
            CHECK(wire::wants_password(reply) == (code == 1 && sub_code <= 1));
        }
}
