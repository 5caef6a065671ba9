#pragma once

#include "wire/result.h"
#include "wire/rpc_message.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace netsdk::wire {

/// The text of a JSON-RPC call that needs no login (HTTP, /OutsideCmd).
[[nodiscard]] std::string outside_call(std::uint32_t id, std::string_view method, Json params);

/// How far a device is from having a password.
enum class InitStatus : std::uint8_t { not_initialised, initialised };

/// What a bit field that tells it means: the low two bits, 1 and 2. Error: unexpected_answer (another value, which no
/// public source explains).
[[nodiscard]] Result<InitStatus> init_status(std::uint32_t bits);

/// The answer to DevInit.getStatus. Errors: malformed (it does not tell), unexpected_answer.
[[nodiscard]] Result<InitStatus> parse_init_status(const RpcMessage& answer);

/// Whom a device belongs to from its first password on.
struct FirstAccount {
    std::string_view name;
    std::string_view password;
    std::string_view phone; ///< empty = none
    std::string_view mail;  ///< the same
};

/// What DevInit.account carries in its envelope. Error: invalid_argument (a control character, what is no UTF-8, a
/// password that is not ASCII).
[[nodiscard]] Result<std::string> account_text(const FirstAccount& account);

/// What DevInit.access carries in its envelope: no access from outside its network, updates looked for.
[[nodiscard]] std::string access_text();

} // namespace netsdk::wire
