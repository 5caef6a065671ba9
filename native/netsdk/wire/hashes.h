#pragma once

#include "wire/result.h"

#include <string>
#include <string_view>

namespace netsdk::wire {

/// MD5 as 32 upper-case hexadecimal digits. Error::no_crypto when libcrypto has no MD5.
[[nodiscard]] Result<std::string> md5_upper(std::string_view text);

/// The first-generation password digest: 8 characters out of 0-9 A-Z a-z.
[[nodiscard]] Result<std::string> gen1_digest(std::string_view password);

/// What a login is proved with; the password itself never leaves the caller.
struct LoginSecret {
    std::string_view user;
    std::string_view password;
};

/// The second-generation proof: MD5(user:random:MD5(user:realm:password)).
[[nodiscard]] Result<std::string> gen2_proof(LoginSecret secret, std::string_view realm, std::string_view random);

/// The first-generation half that follows it: MD5(user:random:gen1_digest(password)).
[[nodiscard]] Result<std::string> gen1_proof(LoginSecret secret, std::string_view random);

} // namespace netsdk::wire
