#pragma once

#include "wire/challenge.h"
#include "wire/rpc_message.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace netsdk::wire {

/// How a device calls a JSON-RPC session: by a number, or by a text where that is not empty.
struct DhipSession {
    std::uint32_t number = 0;
    std::string text;

    [[nodiscard]] bool operator==(const DhipSession&) const = default;
};

/// The whole DHIP packet of a request. Which session the header names where devices call it by a text is not known: 0.
/// Error::too_large when it would pass 4 GiB.
[[nodiscard]] Result<Buffer> dhip_request(const RpcRequest& request, const DhipSession& session);

/// The session that a device's answer belongs to. Error: malformed (none, a number that does not fit, a text that is
/// empty, longer than 128, or has control characters).
[[nodiscard]] Result<DhipSession> dhip_session(const RpcMessage& answer);

/// global.login without a proof, which a device refuses with a challenge.
[[nodiscard]] RpcRequest dhip_login(std::string_view user);

/// Whether an answer to it is a challenge of whatever kind.
[[nodiscard]] bool offers_challenge(const RpcMessage& answer) noexcept;

/// Whether a refusal is one of the moment: in use, or busy.
[[nodiscard]] bool passes(const RpcFault& fault) noexcept;

/// Reads the challenge. Errors: not_a_challenge (another answer; an encryption other than "Default", such as those that
/// want the password as it is; no realm or random), those of challenge_of.
[[nodiscard]] Result<Challenge> parse_dhip_challenge(const RpcMessage& answer);

/// global.login with the proof of the password. Errors: invalid_argument (no user, or one with control characters),
/// no_crypto.
[[nodiscard]] Result<RpcRequest> dhip_proof(LoginSecret secret, const Challenge& challenge);

} // namespace netsdk::wire
