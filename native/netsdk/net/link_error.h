#pragma once

#include "wire/error.h"

#include <system_error>

namespace netsdk::net {

/// What a failed system call on a device socket means; `otherwise` where it says nothing more.
[[nodiscard]] wire::Error error_of(const std::error_code& code, wire::Error otherwise);

} // namespace netsdk::net
