#pragma once

#include "wire/bytes.h"
#include "wire/hashes.h"
#include "wire/login_reply.h"
#include "wire/result.h"

namespace netsdk::wire {

/// The login of devices that know no challenge: user and password as they are, which whoever listens can read. In the
/// header where both have 8 bytes at most, else behind it. Errors: invalid_argument (user empty, longer than 128, with
/// "&&" or control characters).
[[nodiscard]] Result<Buffer> plain_login_request(LoginSecret secret);

/// Whether an answer to the realm request is that of a device that knows no challenge: it takes the request for a login
/// without a name, and calls that wrong. Nothing else that a device may say there is taken for it.
[[nodiscard]] bool wants_password(const LoginReply& reply) noexcept;

} // namespace netsdk::wire
