#include "wire/error.h"

namespace netsdk::wire {

std::string_view describe(Error error) noexcept
{
    switch (error) {
    case Error::internal: return "internal error of the library";
    case Error::no_memory: return "out of memory";
    case Error::no_crypto: return "libcrypto has no MD5, which the login needs";
    case Error::system: return "the operating system refused a resource";
    case Error::not_initialized: return "the library is not initialised";
    case Error::invalid_handle: return "the handle is not a live one";
    case Error::invalid_argument: return "an argument is not valid";
    case Error::invalid_size: return "dwSize is not one of a known struct";
    case Error::not_supported: return "not supported by this library";
    case Error::limit_reached: return "a limit of this library is reached";
    case Error::bad_address: return "the address cannot be resolved";
    case Error::connection_refused: return "the port refused the connection";
    case Error::unreachable: return "the host cannot be reached";
    case Error::connection_lost: return "the connection was lost";
    case Error::connect_timed_out: return "the connection was not made in time";
    case Error::timed_out: return "the device did not answer in time";
    case Error::cancelled: return "cancelled";
    case Error::watchdog_tripped: return "the watchdog has tripped";
    case Error::login_refused: return "the device refused the login";
    case Error::stream_refused: return "the device refused the stream";
    case Error::request_refused: return "the device refused the request";
    case Error::password_rule: return "the new password breaks a rule";
    case Error::not_initialised: return "the device has no password yet";
    case Error::already_initialised: return "the device is initialised already";
    case Error::access_not_set: return "the device took its first password, but not how it may be reached";
    case Error::not_a_challenge: return "the device sent no login challenge";
    case Error::only_plain_login: return "the device has no login challenge and wants the password itself";
    case Error::no_json: return "the device answers nothing that is asked by JSON";
    case Error::other_device: return "another device than the expected one answers";
    case Error::unexpected_answer: return "the device answered something else";
    case Error::malformed: return "the bytes are not of this protocol";
    case Error::too_large: return "a length passes its limit";
    case Error::too_deep: return "JSON is nested too deep or has too many values";
    }
    return "unknown error";
}

} // namespace netsdk::wire
