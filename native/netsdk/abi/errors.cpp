#include "abi/guarded.h"

#include "include/netsdk_open.h"

namespace netsdk::abi {
namespace {
thread_local std::uint32_t last = NET_NOERROR;
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
    case Error::other_device: return NETSDK_OPEN_ERROR_OTHER_DEVICE;
    case Error::request_refused:
    case Error::unexpected_answer:
    case Error::malformed:
    case Error::too_large:
    case Error::too_deep: return NET_RETURN_DATA_ERROR;
    }
    return NET_SYSTEM_ERROR;
}

} // namespace netsdk::abi
