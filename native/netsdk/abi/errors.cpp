#include "abi/guarded.h"
#include "abi/inquiry.h"

#include "include/netsdk_open.h"

#include <algorithm>
#include <array>

namespace netsdk::abi {
namespace {
thread_local std::uint32_t last = NET_NOERROR;

/// A device's fault, and what the caller is told of it.
struct FaultRow {
    std::uint32_t fault;
    std::uint32_t code;
    std::int32_t config; ///< for the `error` parameter of the configuration functions
};

enum ConfigError : std::int32_t { failed = 1, not_legal = 2, not_now = 3 };

// What a fault means has two public sources or more above the line, one below. Which number of the ABI stands for it is
// a choice of ours in every row [?]: no public source shows what the maker's library makes of them.
constexpr std::array faults{
    FaultRow{268632064, NET_UNSUPPORTED, failed},           // the device has no such service
    FaultRow{268894210, NET_UNSUPPORTED, failed},           // the service has no such method
    FaultRow{268894209, NET_ERROR_JSON_REQUEST, not_legal}, // not a request
    FaultRow{268894211, NET_ILLEGAL_PARAM, not_legal},      // a parameter is not right
    FaultRow{268632070, NET_LOGIN_ERROR_USER, failed},      // no such user
    FaultRow{268632071, NET_LOGIN_ERROR_PASSWORD, failed},  // wrong password
    FaultRow{268632081, NET_LOGIN_ERROR_LOCKED, failed},    // the account is locked
    FaultRow{287637504, NET_NETWORK_ERROR, failed},         // the device does not know the session any more
    FaultRow{287637505, NET_NETWORK_ERROR, failed},         // the same
    FaultRow{268959743, NET_ERROR, failed},                 // "unset error": it does not say
    // ------------------------------------------------------------------------------------------- one source
    FaultRow{268632073, NET_LOGIN_ERROR_BLACKLIST, failed},        // on the forbidden list
    FaultRow{268632074, NET_ERROR_SOURCE_IN_USE, not_now},         // in use
    FaultRow{268632075, NET_DEVICE_BUSY, not_now},                 // busy
    FaultRow{268632085, NET_LOGIN_ERROR_USER_OR_PASSOWRD, failed}, // user or password
    FaultRow{268632086, NET_LOGIN_ERROR_DEVICE_NOT_INIT, failed},  // not initialised
    FaultRow{285409284, NET_ERROR_GET_DATA_FAILED, failed},        // no data
};

[[nodiscard]] FaultRow row_of(std::uint32_t fault) noexcept
{
    const auto* const found = std::ranges::find(faults, fault, &FaultRow::fault);
    return found == faults.end() ? FaultRow{fault, NET_ERROR, failed} : *found;
}
} // namespace

std::uint32_t code_of(const wire::RpcFault& fault) noexcept
{
    return row_of(fault.code).code;
}

std::int32_t config_error(const wire::RpcFault& fault) noexcept
{
    return row_of(fault.code).config;
}

std::uint32_t& last_error() noexcept
{
    return last;
}

std::uint32_t code_of(wire::Error error) noexcept
{
    using wire::Error;
    switch (error) {
    case Error::internal:
    case Error::no_memory:
    case Error::no_crypto:
    case Error::system:
    case Error::limit_reached: return NET_SYSTEM_ERROR;
    case Error::not_initialized: return NET_NO_INIT;
    case Error::invalid_handle: return NET_INVALID_HANDLE;
    case Error::invalid_argument:
    case Error::bad_address: return NET_ILLEGAL_PARAM;
    case Error::invalid_size: return NET_ERROR_PARAM_DWSIZE_ERROR;
    case Error::not_supported: return NET_UNSUPPORTED;
    case Error::connection_refused:
    case Error::unreachable:
    case Error::connection_lost:
    case Error::connect_timed_out:
    case Error::timed_out: return NET_NETWORK_ERROR;
    case Error::cancelled:
    case Error::watchdog_tripped: return NET_NOT_NOW;
    case Error::login_refused: return NET_LOGIN_ERROR_PASSWORD;
    case Error::stream_refused: return NET_OPEN_CHANNEL_ERROR;
    case Error::not_a_challenge: return NET_DEV_VER_NOMATCH;
    case Error::only_plain_login: return NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN;
    case Error::no_json: return NETSDK_OPEN_ERROR_NO_JSON;
    case Error::other_device: return NETSDK_OPEN_ERROR_OTHER_DEVICE;
    case Error::request_refused: return NET_ERROR;
    case Error::password_rule: return NET_ERROR_PWD_ILLEGAL;
    case Error::not_initialised: return NET_LOGIN_ERROR_DEVICE_NOT_INIT;
    case Error::already_initialised: return NET_ERROR_DEVICE_ALREADY_INIT;
    case Error::access_not_set: return NETSDK_OPEN_ERROR_ACCESS_NOT_SET;
    case Error::unexpected_answer:
    case Error::malformed:
    case Error::too_large:
    case Error::too_deep: return NET_RETURN_DATA_ERROR;
    }
    return NET_SYSTEM_ERROR;
}

} // namespace netsdk::abi
