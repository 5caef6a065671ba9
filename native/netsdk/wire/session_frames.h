#pragma once

#include "wire/bytes.h"

#include <cstdint>

namespace netsdk::wire {

/// Asks the device whether it is there; it answers Command::keep_alive_reply, empty.
[[nodiscard]] Buffer keep_alive_request();

/// The answer to it, for peers in tests and fuzz corpora.
[[nodiscard]] Buffer keep_alive_reply();

/// Ends a session; some devices do not answer Command::logout_reply.
[[nodiscard]] Buffer logout_request(std::uint32_t session);

} // namespace netsdk::wire
