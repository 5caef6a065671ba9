#include "wire/dvrip_header.h"

#include "tests/support/hex.h"
#include "wire/query.h"
#include "wire/session_frames.h"

#include <doctest/doctest.h>

using namespace netsdk;
using wire::Command;
using wire::DvripHeader;

TEST_CASE("a_header_is_read_by_its_offsets")
{
    // Layout: public clients for this protocol (TaniDVR, DahuaConsole, one in Go) agree on it.
    const auto bytes = test::from_hex("b0000068 04030201 00080400 00000000 78563412 00000000 0600f900 00000000");
    const auto header = DvripHeader::read(bytes);
    REQUIRE(header);
    CHECK(header.value().command() == Command::login_reply);
    CHECK(header.value().body_length() == 0x01020304);
    CHECK(header.value().byte<9>() == 8);
    CHECK(header.value().little<std::uint32_t, 16>() == 0x12345678);
    CHECK(test::to_hex(header.value().bytes()) == test::to_hex(bytes));
}

TEST_CASE("fewer_than_32_bytes_are_no_header")
{
    const wire::Buffer bytes(31);
    const auto header = DvripHeader::read(bytes);
    REQUIRE_FALSE(header);
    CHECK(header.error() == wire::Error::malformed);
}

TEST_CASE("a_frame_states_the_length_of_its_body")
{
    const auto frame = wire::dvrip_frame(DvripHeader(Command::text, 99), test::buffer_of("abc"));
    REQUIRE(frame);
    CHECK(test::to_hex(frame.value()) == "f400000003000000"
                                         "000000000000000000000000000000000000000000000000"
                                         "616263");
}

TEST_CASE("keep_alive_logout_and_queries_are_bare_headers")
{
    const std::string zeros24(48, '0');
    CHECK(test::to_hex(wire::keep_alive_request()) == "a100000000000000" + zeros24);
    CHECK(test::to_hex(wire::keep_alive_reply()) == "b100000000000000" + zeros24);
    CHECK(test::to_hex(wire::logout_request(0x12345678)) == "0a0000000000000078563412" + std::string(40, '0'));
    CHECK(test::to_hex(wire::query_request(wire::QueryItem::serial)) == "a40000000000000007" + std::string(46, '0'));
    CHECK(test::to_hex(wire::names_request()) == "a800000000000000" + zeros24);
}

TEST_CASE("only_live_recorded_and_talk_carry_media")
{
    int count = 0;
    for (unsigned command = 0; command < 256; ++command)
        count += wire::carries_media(static_cast<Command>(command)) ? 1 : 0;
    CHECK(count == 3);
    CHECK(wire::carries_media(Command::live));
    CHECK(wire::carries_media(Command::recorded));
    CHECK(wire::carries_media(Command::talk));
}
