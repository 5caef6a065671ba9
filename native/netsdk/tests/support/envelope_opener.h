#pragma once

#include "wire/bytes.h"
#include "wire/envelope.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace netsdk::test {

/// The device's end of an envelope: it has the private key.
class EnvelopeOpener {
public:
    EnvelopeOpener() : key_(EVP_RSA_gen(2048), EVP_PKEY_free)
    {
        BIGNUM* modulus = nullptr;
        EVP_PKEY_get_bn_param(key_.get(), OSSL_PKEY_PARAM_RSA_N, &modulus);
        char* const hex = BN_bn2hex(modulus);
        public_text_ = std::string("N:") + hex + ",E:010001";
        OPENSSL_free(hex);
        BN_free(modulus);
    }

    /// As devices write it.
    [[nodiscard]] const std::string& public_text() const { return public_text_; }

    /// The text in an envelope; nothing when it is none for this key.
    [[nodiscard]] std::optional<std::string> open(const wire::Json& sealed) const
    {
        const auto key = under_rsa(of_hex(text_of(sealed, "salt")));
        const auto cipher = text_of(sealed, "cipher");
        const auto content = of_base64(text_of(sealed, "content"));
        if (key.size() != (cipher == "RPAC-256" ? 32U : 16U) || content.empty())
            return std::nullopt;
        const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                      EVP_CIPHER_CTX_free);
        const auto* const vector = reinterpret_cast<const unsigned char*>("0000000000000000");
        EVP_DecryptInit_ex(context.get(), cipher == "RPAC-256" ? EVP_aes_256_cbc() : EVP_aes_128_ecb(), nullptr,
                           key.data(), cipher == "RPAC-256" ? vector : nullptr);
        EVP_CIPHER_CTX_set_padding(context.get(), 0);
        std::string text(content.size() + 32, '\0');
        int size = 0;
        if (EVP_DecryptUpdate(context.get(), reinterpret_cast<unsigned char*>(text.data()), &size, content.data(),
                              static_cast<int>(content.size())) != 1)
            return std::nullopt;
        text.resize(static_cast<std::size_t>(size));
        return text.substr(0, text.find('\0'));
    }

private:
    using Octets = std::vector<unsigned char>;

    static std::string text_of(const wire::Json& sealed, std::string_view key)
    {
        return std::string(wire::raw_text(wire::member(&sealed, key)).value());
    }
    static Octets of_hex(const std::string& hex)
    {
        Octets bytes;
        for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
            bytes.push_back(static_cast<unsigned char>(std::stoul(hex.substr(at, 2), nullptr, 16)));
        return bytes;
    }
    static Octets of_base64(const std::string& text)
    {
        Octets bytes(text.size());
        const int size = EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                         static_cast<int>(text.size()));
        const auto filled = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
        bytes.resize(size < filled ? 0 : static_cast<std::size_t>(size - filled));
        return bytes;
    }
    [[nodiscard]] Octets under_rsa(const Octets& sealed) const
    {
        const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(key_.get(), nullptr),
                                                                                  EVP_PKEY_CTX_free);
        EVP_PKEY_decrypt_init(context.get());
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING);
        Octets key(512);
        std::size_t size = key.size();
        if (EVP_PKEY_decrypt(context.get(), key.data(), &size, sealed.data(), sealed.size()) != 1)
            return {};
        key.resize(size);
        return key;
    }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
    std::string public_text_;
};

} // namespace netsdk::test
