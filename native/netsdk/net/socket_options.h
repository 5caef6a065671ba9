#pragma once

#include "net/executors.h"

#include <system_error>

namespace netsdk::net {

/// What every device socket has from its creation: SO_LINGER {1,0} (closing aborts and discards what the kernel has
/// not delivered), TCP_USER_TIMEOUT 8 s, no delay, non-blocking. Whatever fails is the error.
[[nodiscard]] std::error_code prepare(TcpSocket& socket);

} // namespace netsdk::net
