#include "abi/login_result.h"

#include "abi/structs.h"

#include <algorithm>
#include <limits>

namespace netsdk::abi {
namespace {
using wire::Error;
using wire::LoginRefusal;

/// The small number of nError for a login that ended without a verdict.
[[nodiscard]] std::int32_t login_error(Error why) noexcept
{
    switch (why) {
    case Error::timed_out: return 3;
    case Error::not_a_challenge:
    case Error::only_plain_login: return 11;
    default: return 9;
    }
}

[[nodiscard]] std::uint32_t code_of_refusal(LoginRefusal refusal) noexcept
{
    switch (refusal) {
    case LoginRefusal::wrong_password: return NET_LOGIN_ERROR_PASSWORD;
    case LoginRefusal::no_such_user: return NET_LOGIN_ERROR_USER;
    case LoginRefusal::timed_out: return NET_LOGIN_ERROR_TIMEOUT;
    case LoginRefusal::already_logged_in: return NET_LOGIN_ERROR_RELOGGIN;
    case LoginRefusal::locked: return NET_LOGIN_ERROR_LOCKED;
    case LoginRefusal::forbidden: return NET_LOGIN_ERROR_BLACKLIST;
    case LoginRefusal::busy: return NET_LOGIN_ERROR_BUSY;
    case LoginRefusal::no_sub_connection: return NET_LOGIN_ERROR_SUBCONNECT;
    case LoginRefusal::no_main_connection: return NET_LOGIN_ERROR_NETWORK;
    case LoginRefusal::too_many_connections: return NET_LOGIN_ERROR_MAXCONNECT;
    case LoginRefusal::only_third_generation: return NET_LOGIN_ERROR_PROTOCOL3_ONLY;
    case LoginRefusal::no_user_key: return NET_LOGIN_ERROR_UKEY_LOST;
    case LoginRefusal::address_not_allowed: return NET_LOGIN_ERROR_NO_AUTHORIZED;
    case LoginRefusal::not_initialized: return NET_LOGIN_ERROR_DEVICE_NOT_INIT;
    case LoginRefusal::restricted: return NET_LOGIN_ERROR_LIMITED;
    case LoginRefusal::only_high_security: return NET_LOGIN_ERROR_DEVICE_ONLY_SUPPORT_HIGHLEVEL_SECURITY_LOGIN;
    case LoginRefusal::unknown: return NET_ERROR;
    }
    return NET_ERROR;
}

[[nodiscard]] std::int32_t seconds_of(const std::optional<std::chrono::seconds>& left) noexcept
{
    constexpr std::int64_t longest = std::numeric_limits<std::int32_t>::max();
    return left ? static_cast<std::int32_t>(std::clamp<std::int64_t>(left->count(), 0, longest)) : -1;
}
/// A device may claim any number; a caller's is signed.
[[nodiscard]] std::int32_t count_of(std::uint32_t told) noexcept
{
    return static_cast<std::int32_t>(std::min(told, 0x7FFFFFFFU));
}
} // namespace

NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY to_abi(const session::LoginOutcome& outcome)
{
    NET_OUT_LOGIN_WITH_HIGHLEVEL_SECURITY out{};
    auto& device = out.stuDeviceInfo;
    text_out(device.sSerialNumber, outcome.serial);
    device.nLockLeftTime = -1;
    if (!outcome.reply) {
        out.nError = login_error(outcome.why);
        return out;
    }
    const auto& reply = *outcome.reply;
    if (reply.refusal)
        out.nError = static_cast<std::int32_t>(*reply.refusal);
    device.nLockLeftTime = seconds_of(reply.lock_left);
    device.byLeftLogTimes = reply.tries_left.value_or(0);
    device.nChanNum = reply.channels;
    device.nDVRType = reply.device_type;
    device.nAlarmInPortNum = count_of(outcome.facts.alarm_inputs);
    device.nAlarmOutPortNum = count_of(outcome.facts.alarm_outputs);
    device.nDiskNum = count_of(outcome.facts.disks);
    return out;
}

Failure failure_of(const session::LoginOutcome& outcome) noexcept
{
    if (outcome.reply && outcome.reply->refusal)
        return {code_of_refusal(*outcome.reply->refusal)};
    switch (outcome.why) {
    case Error::timed_out: return {NET_LOGIN_ERROR_TIMEOUT};
    case Error::connect_timed_out: return {NET_LOGIN_ERROR_CONNECT};
    case Error::connection_refused:
    case Error::unreachable:
    case Error::connection_lost: return {NET_LOGIN_ERROR_NETWORK};
    default: return {code_of(outcome.why)};
    }
}

} // namespace netsdk::abi
