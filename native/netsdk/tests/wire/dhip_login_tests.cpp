#include "wire/dhip_login.h"

#include "tests/support/hex.h"
#include "wire/dhip_packet.h"

#include <boost/json/value.hpp>
#include <doctest/doctest.h>

using namespace netsdk;
using wire::DhipSession;
using wire::Error;
using wire::Json;

namespace {

wire::RpcMessage message(std::string_view json)
{
    return wire::parse_rpc_message(test::buffer_of(json), {}).value();
}

// As public clients have it: two in Python (DahuaConsole, one of door stations), one in TypeScript.
std::string challenge(std::string_view code, std::string_view encryption, std::string_view realm = "Login to 4X7C5A1")
{
    return R"({"error":{"code":)" + std::string(code) +
           R"(,"message":"Component error: login challenge!"},"id":1,"params":{"encryption":")" +
           std::string(encryption) + R"(","mac":"3CEF8C","random":"1866812580","realm":")" + std::string(realm) +
           R"("},"result":false,"session":77})";
}

} // namespace

TEST_CASE("a_request_stands_behind_a_header_that_names_its_session_by_number")
{
    const wire::RpcRequest request{5, 0, "magicBox.getSerialNo", Json(), 12};
    const auto packet = wire::dhip_request(request, {77, {}}).value();
    const auto header = wire::DhipHeader::read(packet).value();
    const auto text = wire::text_of(wire::Bytes(packet).subspan(wire::DhipHeader::size));
    CHECK(header ==
          wire::DhipHeader{77, 5, static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(text.size())});
    CHECK(text == "{\"id\":5,\"method\":\"magicBox.getSerialNo\",\"params\":null,\"session\":77,\"object\":12}\n");
}

TEST_CASE("a_session_that_is_a_text_is_named_in_the_json_alone")
{
    const auto packet = wire::dhip_request({5, 0, "a.b", Json(), {}}, {0, "0123abcd"}).value();
    CHECK(wire::DhipHeader::read(packet).value().session == 0);
    CHECK(wire::text_of(packet).find(R"("session":"0123abcd")") != std::string_view::npos);
}

TEST_CASE("a_session_is_a_number_or_a_text_and_nothing_else")
{
    CHECK(wire::dhip_session(message(R"({"id":1,"session":77})")).value() == DhipSession{77, {}});
    CHECK(wire::dhip_session(message(R"({"id":1,"session":"ab12"})")).value() == DhipSession{0, "ab12"});
    for (const std::string value : {"null", "-1", "4294967296", "1.5", "\"\"", "[]", "\"a\\u0001\""})
        CHECK(wire::dhip_session(message("{\"id\":1,\"session\":" + value + "}")).error() == Error::malformed);
    CHECK(wire::dhip_session(message("{\"id\":1,\"session\":\"" + std::string(129, 'a') + "\"}")).error() ==
          Error::malformed);
    CHECK(wire::dhip_session(message(R"({"id":1})")).error() == Error::malformed);
}

TEST_CASE("a_challenge_of_either_age_is_answered_with_the_proof_of_the_second_generation")
{
    for (const std::string_view code : {"268632079", "401"}) {
        const auto read = wire::parse_dhip_challenge(message(challenge(code, "Default"))).value();
        CHECK(read == wire::Challenge{"Login to 4X7C5A1", "1866812580", "4X7C5A1"});
        const auto proof = wire::dhip_proof({"admin", "secret"}, read).value();
        CHECK(proof.method == "global.login");
        const Json wanted = {{"userName", "admin"},
                             {"password", wire::gen2_proof({"admin", "secret"}, read.realm, read.random).value()},
                             {"passwordType", "Default"},
                             {"authorityType", "Default"},
                             {"clientType", "Web3.0"},
                             {"loginType", "Direct"}};
        CHECK(proof.params == wanted);
    }
    CHECK(wire::dhip_login("admin").params.at("password") == "");
    CHECK(wire::dhip_proof({"", "secret"}, {"r", "1", ""}).error() == Error::invalid_argument);
    CHECK(wire::dhip_proof({"a\n", "secret"}, {"r", "1", ""}).error() == Error::invalid_argument);
}

TEST_CASE("what_wants_the_password_another_way_is_no_challenge")
{
    for (const std::string_view encryption : {"Plain", "Basic", "OldDigest", "WatchNet", "", "default"})
        CHECK(wire::parse_dhip_challenge(message(challenge("268632079", encryption))).error() ==
              Error::not_a_challenge);
    CHECK(wire::parse_dhip_challenge(message(challenge("268632081", "Default"))).error() == Error::not_a_challenge);
    CHECK(wire::parse_dhip_challenge(message(R"({"id":1,"result":true,"session":77})")).error() ==
          Error::not_a_challenge);
    CHECK(wire::parse_dhip_challenge(message(challenge("401", "Default", ""))).error() == Error::not_a_challenge);
    CHECK(wire::parse_dhip_challenge(message(challenge("401", "Default", "a\\u0007"))).error() == Error::malformed);
    CHECK(wire::parse_dhip_challenge(message(challenge("401", "Default", std::string(257, 'r')))).error() ==
          Error::malformed);
}

TEST_CASE("only_refusals_of_the_moment_pass")
{
    CHECK(wire::passes({268632074, ""}));
    CHECK(wire::passes({268632075, ""}));
    CHECK(!wire::passes({268632085, ""}));
    CHECK(!wire::passes({268632081, ""}));
}
