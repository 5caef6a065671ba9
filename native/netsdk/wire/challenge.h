#pragma once

#include "wire/bytes.h"
#include "wire/dvrip_header.h"
#include "wire/hashes.h"
#include "wire/result.h"

#include <string>
#include <string_view>

namespace netsdk::wire {

/// What a device answers to the realm request: whom it is, and the number a login must be proved with.
struct Challenge {
    std::string realm; ///< as received, usually "Login to <serial>"
    std::string random;
    std::string serial; ///< what follows "Login to "; empty when the realm has another form

    [[nodiscard]] bool operator==(const Challenge&) const = default;
};

/// The challenge of a device that gave these two. Errors: not_a_challenge (one is empty), malformed (control
/// characters, or longer than 256 and 128).
[[nodiscard]] Result<Challenge> challenge_of(std::string_view realm, std::string_view random);

/// The frame that asks for a challenge.
[[nodiscard]] Buffer realm_request();

/// Reads the answer to it. Errors: unexpected_answer (no login reply), not_a_challenge (a reply without realm or
/// random, such as a refusal: parse_login_reply reads it), those of challenge_of.
[[nodiscard]] Result<Challenge> parse_challenge(const DvripHeader& header, Bytes body);

/// The frame that proves the password. Errors: invalid_argument (user empty, longer than 128, with "&&" or control
/// characters), no_crypto.
[[nodiscard]] Result<Buffer> login_request(LoginSecret secret, const Challenge& challenge);

} // namespace netsdk::wire
