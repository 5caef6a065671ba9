#pragma once

#include "wire/bytes.h"
#include "wire/dvrip_header.h"
#include "wire/result.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace netsdk::wire {

/// Why a device refused a login. The numbers are those that the ABI's login call gives to its caller.
enum class LoginRefusal : std::uint8_t {
    wrong_password = 1,
    no_such_user = 2,
    timed_out = 3,
    already_logged_in = 4,
    locked = 5,
    forbidden = 6, ///< the account or address is on the forbidden list
    busy = 7,
    no_sub_connection = 8,
    no_main_connection = 9,
    too_many_connections = 10,
    only_third_generation = 11, ///< the device speaks only the JSON protocol
    no_user_key = 12,
    address_not_allowed = 13,
    not_initialized = 18,
    restricted = 19, ///< by address, period or validity
    only_high_security = 20,
    unknown = 255, ///< a number of ours: the device refused by bytes that no source explains
};

/// A device's answer to a login.
struct LoginReply {
    std::optional<LoginRefusal> refusal; ///< nothing = accepted
    std::uint8_t code = 0;               ///< byte 8 as received, for the log
    std::uint8_t sub_code = 0;           ///< byte 9 as received, for the log
    std::uint8_t channels = 0;
    std::uint8_t device_type = 0;
    std::uint8_t device_subtype = 0;
    std::uint32_t session = 0;
    std::optional<std::uint8_t> tries_left;        ///< nothing = the device did not say
    std::optional<std::chrono::seconds> lock_left; ///< nothing = the device did not say

    [[nodiscard]] bool accepted() const noexcept { return !refusal; }
    [[nodiscard]] bool operator==(const LoginReply&) const = default;
};

/// Reads the answer to a login request. Errors: unexpected_answer (no login reply, or a challenge once more).
/// A refusal is a value: it is what was asked for.
[[nodiscard]] Result<LoginReply> parse_login_reply(const DvripHeader& header, Bytes body);

/// What bytes 8 and 9 of a refusal mean; the one table of them. What it lacks says nothing of the password: unknown.
[[nodiscard]] LoginRefusal login_refusal(std::uint8_t code, std::uint8_t sub_code) noexcept;

} // namespace netsdk::wire
