#include "wire/envelope.h"

#include "wire/text.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include <array>
#include <memory>

namespace netsdk::wire {

namespace {

constexpr std::size_t least_modulus = 128; // bytes
constexpr std::size_t most_modulus = 1024; // what more would cost is the device's choice, not ours
constexpr std::size_t most_exponent = 4;   // bytes
constexpr std::size_t block = 16;          // of AES
constexpr std::string_view vector_of_zeros = "0000000000000000";

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* object) const noexcept
    {
        Free(object);
    }
};
using BigNumber = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using ParamBuild = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
using Octets = std::vector<std::uint8_t>;

int digit_of(char c) noexcept
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Nothing when it is no number, or longer than `most` bytes; zeros in front are left out.
Octets number_of(std::string_view hex, std::size_t most)
{
    while (hex.starts_with('0'))
        hex.remove_prefix(1);
    if (hex.empty() || (hex.size() + 1) / 2 > most)
        return {};
    Octets number((hex.size() + 1) / 2);
    std::size_t at = hex.size() % 2; // an odd one lacks the first half of its first byte
    for (const char c : hex) {
        const int digit = digit_of(c);
        if (digit < 0)
            return {};
        number[at / 2] = static_cast<std::uint8_t>((unsigned{number[at / 2]} << 4U) | static_cast<unsigned>(digit));
        ++at;
    }
    return number;
}

std::string hex_of(const Octets& bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        hex.push_back(digits[byte >> 4U]);
        hex.push_back(digits[byte & 0xfU]);
    }
    return hex;
}

/// The text behind "N:" or "E:" in "N:…,E:…", in whatever order.
std::string_view part_of(std::string_view text, std::string_view name)
{
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto part = trimmed(text.substr(0, comma));
        if (part.size() >= name.size() && same_word(part.substr(0, name.size()), name))
            return trimmed(part.substr(name.size()));
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return {};
}

bool offers(const Json* ciphers, std::string_view name)
{
    if (ciphers == nullptr || !ciphers->is_array())
        return false;
    for (const Json& each : ciphers->get_array())
        if (const auto text = raw_text(&each); text && same_word(*text, name))
            return true;
    return false;
}

std::string_view name_of(EnvelopeCipher cipher) noexcept
{
    return cipher == EnvelopeCipher::rpac_256 ? "RPAC-256" : "AES-128";
}

Key rsa_key(const EncryptInfo& info)
{
    const BigNumber n(BN_bin2bn(info.modulus.data(), static_cast<int>(info.modulus.size()), nullptr));
    const BigNumber e(BN_bin2bn(info.exponent.data(), static_cast<int>(info.exponent.size()), nullptr));
    const ParamBuild build(OSSL_PARAM_BLD_new());
    if (!n || !e || !build || OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    const Params params(OSSL_PARAM_BLD_to_param(build.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return Key(key);
}

const std::uint8_t* octets(std::string_view text) noexcept
{
    return reinterpret_cast<const std::uint8_t*>(text.data()); // characters may be looked at as bytes
}

Result<Octets> under_rsa(const EncryptInfo& info, std::string_view text)
{
    const Key key = rsa_key(info);
    const KeyContext context(key ? EVP_PKEY_CTX_new(key.get(), nullptr) : nullptr);
    if (!context || EVP_PKEY_encrypt_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1)
        return Error::no_crypto;
    std::size_t size = 0;
    if (EVP_PKEY_encrypt(context.get(), nullptr, &size, octets(text), text.size()) != 1)
        return Error::no_crypto;
    Octets sealed(size);
    if (EVP_PKEY_encrypt(context.get(), sealed.data(), &size, octets(text), text.size()) != 1)
        return Error::no_crypto;
    sealed.resize(size);
    return sealed;
}

Result<Octets> under_aes(EnvelopeCipher cipher, std::string_view key, std::string_view text)
{
    const bool chained = cipher == EnvelopeCipher::rpac_256;
    Octets plain(octets(text), octets(text) + text.size());
    plain.resize((plain.size() + block - 1) / block * block);
    Octets sealed(plain.size());
    int size = 0;
    const CipherContext context(EVP_CIPHER_CTX_new());
    const bool done =
        context &&
        EVP_EncryptInit_ex(context.get(), chained ? EVP_aes_256_cbc() : EVP_aes_128_ecb(), nullptr, octets(key),
                           chained ? octets(vector_of_zeros) : nullptr) == 1 &&
        EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
        EVP_EncryptUpdate(context.get(), sealed.data(), &size, plain.data(), static_cast<int>(plain.size())) == 1;
    OPENSSL_cleanse(plain.data(), plain.size());
    if (!done || static_cast<std::size_t>(size) != sealed.size())
        return Error::no_crypto;
    return sealed;
}

std::string base64(const Octets& bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<std::uint8_t*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

} // namespace

Result<EncryptInfo> parse_encrypt_info(const RpcMessage& answer)
{
    const Json* const asymmetric = member(&answer.params, "asymmetric");
    if (asymmetric != nullptr && raw_text(asymmetric) != "RSA")
        return Error::not_supported;
    const auto text = raw_text(member(&answer.params, "pub"));
    if (!text)
        return Error::malformed;
    EncryptInfo info;
    info.modulus = number_of(part_of(*text, "N:"), most_modulus);
    info.exponent = number_of(part_of(*text, "E:"), most_exponent);
    if (info.modulus.size() < least_modulus || info.exponent.empty() || info.modulus.back() % 2 == 0 ||
        info.exponent.back() % 2 == 0 || info.exponent == Octets{1})
        return Error::malformed;
    const Json* const ciphers = member(&answer.params, "cipher");
    // "RPAC" alone is how some devices name what they then open as RPAC-256.
    if (offers(ciphers, name_of(EnvelopeCipher::rpac_256)) || offers(ciphers, "RPAC"))
        info.cipher = EnvelopeCipher::rpac_256;
    else if (offers(ciphers, name_of(EnvelopeCipher::aes_128)) || offers(ciphers, "AES"))
        info.cipher = EnvelopeCipher::aes_128;
    else
        return Error::not_supported;
    return info;
}

std::string public_key_text(const EncryptInfo& info)
{
    return "N:" + hex_of(info.modulus) + ",E:" + hex_of(info.exponent);
}

std::size_t envelope_key_size(EnvelopeCipher cipher) noexcept
{
    return cipher == EnvelopeCipher::rpac_256 ? 32 : 16;
}

Result<std::string> random_digits(std::size_t count)
{
    std::string digits;
    digits.reserve(count);
    std::array<std::uint8_t, 64> random{};
    while (digits.size() < count) {
        if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
            return Error::no_crypto;
        for (const std::uint8_t byte : random)
            if (byte < 250 && digits.size() < count) // 250 is the last multiple of ten: each digit is as likely
                digits.push_back(static_cast<char>('0' + byte % 10));
    }
    OPENSSL_cleanse(random.data(), random.size());
    return digits;
}

Result<Json> seal(const EncryptInfo& info, std::string_view key, std::string_view text)
{
    if (key.size() != envelope_key_size(info.cipher) || text.find('\0') != std::string_view::npos)
        return Error::invalid_argument;
    const auto salt = under_rsa(info, key);
    if (!salt)
        return salt.error();
    const auto content = under_aes(info.cipher, key, text);
    if (!content)
        return content.error();
    return Json{{"cipher", name_of(info.cipher)}, {"salt", hex_of(salt.value())}, {"content", base64(content.value())}};
}

} // namespace netsdk::wire
