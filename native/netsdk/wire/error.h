#pragma once

#include <cstdint>
#include <string_view>

namespace netsdk::wire {

/// Why something failed: one member per cause, for the whole library. `abi/` has the one table to the ABI's numbers.
enum class Error : std::uint8_t {
    internal,            ///< A bug of ours: an exception nobody expected. Never the answer to what came from a device.
    no_memory,           ///< Memory ran out.
    no_crypto,           ///< libcrypto has no MD5 (a FIPS-only set-up), so no login proof can be made.
    system,              ///< The operating system refused a resource: threads, descriptors, sockets.
    not_initialized,     ///< The library is not initialised, or Cleanup has begun.
    invalid_handle,      ///< The handle is 0, stale, foreign, or of another kind.
    invalid_argument,    ///< An argument is null, out of range, or has characters the protocol cannot carry.
    invalid_size,        ///< A struct's dwSize is one that no generation had.
    not_supported,       ///< Known to the ABI, but not implemented here.
    limit_reached,       ///< A configured bound of this library is reached: handles, requests under way, bytes to send.
    bad_address,         ///< The host name does not resolve, or the address is no address.
    connection_refused,  ///< Nobody listens on that port.
    unreachable,         ///< No route to the host or network.
    connection_lost,     ///< The connection ended, by the peer or by the network.
    connect_timed_out,   ///< The TCP connection was not made in time.
    timed_out,           ///< The device did not answer a request, or a keep-alive, in time.
    cancelled,           ///< Ended by Stop, Logout, Abort or Cleanup while it was under way.
    watchdog_tripped,    ///< The watchdog has tripped: no device is sent anything until it opens again.
    login_refused,       ///< The device refused the login; LoginReply says why.
    stream_refused,      ///< The device refused to open a stream (a FaultCode other than OK).
    request_refused,     ///< The device answered a request with an error.
    password_rule,       ///< A new password breaks a rule; nothing was sent.
    not_initialised,     ///< The device has no password yet, so nobody may ask it anything.
    already_initialised, ///< The device has its first password already.
    access_not_set,      ///< The device took its first password, but not the step after it.
    not_a_challenge,     ///< A reply to the realm request without a realm: it is a login reply, to be read as one.
    other_device,        ///< The device that answers is another than the one expected; it got no proof.
    unexpected_answer,   ///< Well-formed, but not an answer to what was asked.
    malformed,           ///< Not the protocol: the bytes cannot be read as what they must be.
    too_large,           ///< A length passes its limit (Limits).
    too_deep,            ///< JSON is nested deeper, or has more values, than its limit (Limits).
    only_plain_login,    ///< A device without a challenge: it wants the password itself, and may not have it.
    no_json,             ///< The device answers no f6, and nobody answers where such devices are asked by JSON-RPC.
};

/// The cause in words for a log line; English, lower case, without a full stop.
[[nodiscard]] std::string_view describe(Error error) noexcept;

} // namespace netsdk::wire
