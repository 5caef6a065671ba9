#include "wire/envelope.h"
#include "wire/outside_call.h"

#include "tests/support/envelope_opener.h"

#include <doctest/doctest.h>

using namespace netsdk;
using namespace netsdk::wire;

namespace {

RpcMessage answer(const std::string& params)
{
    const auto text = R"({"id":1,"result":true,"params":)" + params + "}";
    return parse_rpc_message(bytes_of(text), {}).value();
}

RpcMessage offer(const std::string& pub, const std::string& ciphers)
{
    return answer(R"({"pub":")" + pub + R"(","asymmetric":"RSA","cipher":)" + ciphers + R"(,"AESPadding":["ZERO"]})");
}

std::string modulus()
{
    return std::string(255, 'C') + "1"; // 1024 bits
}

std::string key_text()
{
    return "N:" + modulus() + ",E:010001";
}

} // namespace

TEST_CASE("a_device_reads_what_was_sealed_for_it_and_only_that")
{
    const test::EnvelopeOpener device;
    for (const char* const ciphers : {R"(["AES-128","RPAC-256"])", R"(["AES-128"])", R"(["AES","RPAC"])"}) {
        const auto info = parse_encrypt_info(offer(device.public_text(), ciphers));
        REQUIRE(info);
        const std::string key(envelope_key_size(info.value().cipher), '7');
        for (const std::string& text : {std::string(R"({"name":"admin","pwd":"right-Password1"})"), std::string("x"),
                                        std::string(16, 'y'), std::string()}) {
            const auto sealed = seal(info.value(), key, text);
            REQUIRE(sealed);
            if (!text.empty())
                CHECK(device.open(sealed.value()) == text);
            CHECK(write_json(sealed.value()).find("Password1") == std::string::npos);
            CHECK(sealed.value().at("salt").as_string().size() == 512);
        }
        CHECK(seal(info.value(), key + "7", "x").error() == Error::invalid_argument);
        CHECK(seal(info.value(), key, std::string_view("a\0b", 3)).error() == Error::invalid_argument);
    }
}

// The content of an envelope of AES-128-ECB under sixteen '7', by `openssl enc -aes-128-ecb -nopad -K 3737…`.
TEST_CASE("the_content_is_under_the_key_as_its_ascii_digits_filled_up_with_zeros")
{
    const auto info = parse_encrypt_info(offer(key_text(), R"(["AES-128"])"));
    REQUIRE(info);
    const auto sealed = seal(info.value(), std::string(16, '7'), "abc");
    REQUIRE(sealed);
    CHECK(sealed.value().at("cipher") == "AES-128");
    CHECK(sealed.value().at("content") == "+14P3rTP29FUHP6QX9e6ZA==");
    const auto chained = parse_encrypt_info(offer(key_text(), R"(["RPAC-256"])"));
    const auto other = seal(chained.value(), std::string(32, '7'), "abc");
    REQUIRE(other);
    CHECK(other.value().at("content") == "OiewWHlK+UwetVzmwr2GkA==");
}

TEST_CASE("the_strongest_cipher_that_is_known_is_taken")
{
    CHECK(parse_encrypt_info(offer(key_text(), R"(["AES-128","RPAC-256"])")).value().cipher ==
          EnvelopeCipher::rpac_256);
    CHECK(parse_encrypt_info(offer(key_text(), R"(["x",5,"AES-128"])")).value().cipher == EnvelopeCipher::aes_128);
    CHECK(parse_encrypt_info(offer(key_text(), R"(["ROT13"])")).error() == Error::not_supported);
    CHECK(parse_encrypt_info(offer(key_text(), "5")).error() == Error::not_supported);
    CHECK(parse_encrypt_info(answer(R"({"pub":")" + key_text() + R"(","asymmetric":"DH","cipher":["AES-128"]})"))
              .error() == Error::not_supported);
}

TEST_CASE("a_key_is_read_in_any_case_and_order_and_written_back")
{
    const auto info = parse_encrypt_info(offer(" e:10001 , n:00" + modulus(), R"(["AES-128"])"));
    REQUIRE(info);
    CHECK(info.value().exponent == std::vector<std::uint8_t>{1, 0, 1});
    CHECK(parse_encrypt_info(offer(public_key_text(info.value()), R"(["AES-128"])")) == info);
}

TEST_CASE("a_key_that_is_none_too_short_too_long_or_weak_is_refused")
{
    const std::string e = ",E:010001";
    for (const auto& pub : {std::string("N:,E:"), std::string("no key"), "N:" + modulus(), std::string("E:010001"),
                            "N:" + modulus() + ",E:01", "N:" + modulus() + ",E:02", "N:" + modulus() + ",E:0",
                            "N:" + modulus() + ",E:100000001", "N:" + std::string(254, 'C') + "1" + e.substr(0, 3),
                            "N:" + std::string(253, 'C') + "1" + e, "N:" + std::string(2048, 'C') + "1" + e,
                            "N:" + std::string(256, 'C') + e, "N:" + modulus() + "g" + e}) {
        CAPTURE(pub);
        CHECK(parse_encrypt_info(offer(pub, R"(["AES-128"])")).error() == Error::malformed);
    }
    CHECK(parse_encrypt_info(answer(R"({"pub":5,"cipher":["AES-128"]})")).error() == Error::malformed);
    CHECK(parse_encrypt_info(answer("null")).error() == Error::malformed);
}

TEST_CASE("keys_are_digits_and_never_the_same")
{
    const auto one = random_digits(32).value();
    const auto other = random_digits(32).value();
    CHECK(one.size() == 32);
    CHECK(one.find_first_not_of("0123456789") == std::string::npos);
    CHECK(one != other);
    CHECK(random_digits(0).value().empty());
}

TEST_CASE("whether_a_device_has_a_password_stands_in_the_low_two_bits")
{
    for (const auto bits : {150U, 3210U, 3222U, 3238U, 3722U, 3734U, 2U}) // shown by devices in use
        CHECK(init_status(bits) == InitStatus::initialised);
    CHECK(init_status(1) == InitStatus::not_initialised);
    CHECK(init_status(0).error() == Error::unexpected_answer);
    CHECK(init_status(3).error() == Error::unexpected_answer);
    CHECK(parse_init_status(answer(R"({"Init":1,"Find":"BC"})")) == InitStatus::not_initialised);
    CHECK(parse_init_status(answer(R"({"Find":"BC"})")).error() == Error::malformed);
    CHECK(parse_init_status(answer(R"({"Init":"1"})")).error() == Error::malformed);
}

TEST_CASE("calls_without_a_login_are_written_as_devices_take_them")
{
    CHECK(outside_call(7, "DevInit.getStatus", nullptr) ==
          R"({"id":7,"method":"DevInit.getStatus","params":null,"session":0})");
    CHECK(account_text({"admin", "a\"b\\", "", "me@example.org"}).value() ==
          R"({"CellPhone":"","Mail":"me@example.org","name":"admin","pwd":"a\"b\\"})");
    CHECK(account_text({"j\xc3\xb6rg", "x", "+49\\", "\"@example.org"}).value() ==
          "{\"CellPhone\":\"+49\\\\\",\"Mail\":\"\\\"@example.org\",\"name\":\"j\xc3\xb6rg\",\"pwd\":\"x\"}");
    CHECK(account_text({"ad\nmin", "x", "", ""}).error() == Error::invalid_argument);
    CHECK(account_text({"j\xf6rg", "x", "", ""}).error() == Error::invalid_argument);
    CHECK(account_text({"admin", "x\x7f", "", ""}).error() == Error::invalid_argument);
    CHECK(account_text({"admin", "\xc3\xb6", "", ""}).error() == Error::invalid_argument);
    CHECK(access_text() == R"({"NetAccess":0,"UpgradeCheck":2})");
}
