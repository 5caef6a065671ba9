#pragma once

#include "wire/bytes.h"
#include "wire/json.h"
#include "wire/limits.h"
#include "wire/result.h"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netsdk::wire {

/// A JSON-RPC request to a device.
struct RpcRequest {
    std::uint32_t id = 0;
    std::uint32_t session = 0;
    std::string method;
    Json params;                         ///< null is sent as null
    std::optional<std::uint32_t> object; ///< the instance the method belongs to
};

/// Whether a method only asks, or makes ready to: asked twice, it does no more than asked once.
[[nodiscard]] bool only_asks(std::string_view method) noexcept;

/// The request as text, with its line end and this name of the session (devices call it by a number or by a text).
[[nodiscard]] std::string rpc_text(const RpcRequest& request, const Json& session);

/// The whole f6 frame. Error::too_large when it would pass 4 GiB.
[[nodiscard]] Result<Buffer> rpc_request(const RpcRequest& request);

/// The error that a reply carries.
struct RpcFault {
    std::uint32_t code = 0;
    std::string message; ///< fit to be shown, at most 256 bytes

    [[nodiscard]] bool operator==(const RpcFault&) const = default;
};

/// What a device sent: a reply (with `id`) or a note of its own (with `method`).
struct RpcMessage {
    std::optional<std::uint32_t> id;
    std::string method; ///< of a note, e.g. client.notifyEventStream; empty in a reply
    Json result;        ///< as sent: true, false, a number (an object id); null when absent
    Json params;        ///< null when absent
    Json session;       ///< as sent: a number or a text; null when absent
    std::optional<RpcFault> fault;

    /// Whether it answers a request: notes have a method, and some carry an id too.
    [[nodiscard]] bool is_reply() const noexcept { return id && method.empty(); }

    /// A reply without an error whose result is not false.
    [[nodiscard]] bool ok() const;
};

/// Reads a JSON text as such. Errors: those of parse_json; malformed when it is no object.
[[nodiscard]] Result<RpcMessage> parse_rpc_message(Bytes json, const Limits& limits);

} // namespace netsdk::wire
