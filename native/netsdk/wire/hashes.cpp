#include "wire/hashes.h"

#include "wire/bytes.h"

#include <openssl/evp.h>

#include <array>

namespace netsdk::wire {

namespace {

using Digest = std::array<unsigned char, 16>;

Result<Digest> md5(std::string_view text)
{
    Digest digest{};
    unsigned length = 0;
    const int done = EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_md5(), nullptr);
    if (done != 1 || length != digest.size())
        return Error::no_crypto;
    return digest;
}

char gen1_character(unsigned sum)
{
    const unsigned n = sum % 62;
    if (n < 10)
        return static_cast<char>('0' + n);
    if (n < 36)
        return static_cast<char>('A' + (n - 10));
    return static_cast<char>('a' + (n - 36));
}

std::string colon_joined(std::string_view first, std::string_view second, std::string_view third)
{
    std::string text;
    text.reserve(first.size() + second.size() + third.size() + 2);
    text.append(first).append(1, ':').append(second).append(1, ':').append(third);
    return text;
}

} // namespace

Result<std::string> md5_upper(std::string_view text)
{
    const auto digest = md5(text);
    if (!digest)
        return digest.error();
    std::string hex;
    hex.reserve(2 * digest.value().size());
    for (const unsigned byte : digest.value()) {
        hex += "0123456789ABCDEF"[byte >> 4];
        hex += "0123456789ABCDEF"[byte & 15];
    }
    return hex;
}

Result<std::string> gen1_digest(std::string_view password)
{
    const auto digest = md5(password);
    if (!digest)
        return digest.error();
    std::string text;
    for (std::size_t i = 0; i < digest.value().size(); i += 2)
        text += gen1_character(static_cast<unsigned>(digest.value()[i]) + digest.value()[i + 1]);
    return text;
}

Result<std::string> gen2_proof(LoginSecret secret, std::string_view realm, std::string_view random)
{
    const auto inner = md5_upper(colon_joined(secret.user, realm, secret.password));
    if (!inner)
        return inner.error();
    return md5_upper(colon_joined(secret.user, random, inner.value()));
}

Result<std::string> gen1_proof(LoginSecret secret, std::string_view random)
{
    const auto inner = gen1_digest(secret.password);
    if (!inner)
        return inner.error();
    return md5_upper(colon_joined(secret.user, random, inner.value()));
}

} // namespace netsdk::wire
