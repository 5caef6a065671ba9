#pragma once

#include "wire/result.h"
#include "wire/rpc_message.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace netsdk::wire {

/// What a password is sealed by, as a device names it.
enum class EnvelopeCipher : std::uint8_t {
    rpac_256, ///< AES-256-CBC, the start vector being sixteen ASCII zeros
    aes_128,  ///< AES-128-ECB
};

/// What a device tells of the envelopes that it opens.
struct EncryptInfo {
    std::vector<std::uint8_t> modulus;  ///< of its RSA key, without zeros in front
    std::vector<std::uint8_t> exponent; ///< the same
    EnvelopeCipher cipher = EnvelopeCipher::rpac_256;

    [[nodiscard]] bool operator==(const EncryptInfo&) const = default;
};

/// The answer to Security.getEncryptInfo; of the ciphers it offers, the strongest that is known. Errors: malformed (no
/// key, or one that is none: 1024 to 8192 bits, an odd exponent of 3 to 2^32), not_supported (another way than RSA, or
/// no cipher that is known).
[[nodiscard]] Result<EncryptInfo> parse_encrypt_info(const RpcMessage& answer);

/// The text of the key as devices write it: N:hex,E:hex.
[[nodiscard]] std::string public_key_text(const EncryptInfo& info);

/// Digits in a key for that cipher.
[[nodiscard]] std::size_t envelope_key_size(EnvelopeCipher cipher) noexcept;

/// A key of so many random decimal digits. Error: no_crypto (no randomness).
[[nodiscard]] Result<std::string> random_digits(std::size_t count);

/// The parameters of a call whose content only the device can read: cipher, salt (the key under RSA, PKCS #1 v1.5),
/// content (the text under the key, filled up with zeros). Errors: invalid_argument (a key of another length, or a 0 in
/// the text), no_crypto (the key is none, or libcrypto refuses).
[[nodiscard]] Result<Json> seal(const EncryptInfo& info, std::string_view key, std::string_view text);

} // namespace netsdk::wire
