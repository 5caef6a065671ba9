#pragma once

#include "abi/answer.h"
#include "include/netsdk_open.h"
#include "session/login_outcome.h"

namespace netsdk::abi {

/// What the caller of a login is told: the out struct, and for a failure its number.
[[nodiscard]] NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY to_abi(const session::LoginOutcome& outcome);
[[nodiscard]] Failure failure_of(const session::LoginOutcome& outcome) noexcept;

} // namespace netsdk::abi
