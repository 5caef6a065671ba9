#pragma once

#include "net/target.h"
#include "session/secret.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace netsdk::session {

/// Which device to log in to, and as whom.
struct Account {
    net::Target target;
    std::string address; ///< as the caller wrote it
    std::string user;
    Secret password;
    std::string expected_serial = {}; ///< the only device that may get the proof; empty = whoever answers
    bool plain_login = false;         ///< a device without a challenge may get the password itself
};

/// The longest serial number that the ABI tells, so the longest that a caller can expect.
inline constexpr std::size_t max_serial = 47;

[[nodiscard]] inline bool may_get_proof(const Account& account, std::string_view serial) noexcept
{
    return account.expected_serial.empty() || account.expected_serial == serial.substr(0, max_serial);
}

/// A device without a challenge does not say who it is: where one is expected, none may get the password.
[[nodiscard]] inline bool may_get_password(const Account& account) noexcept
{
    return account.plain_login && account.expected_serial.empty();
}

} // namespace netsdk::session
