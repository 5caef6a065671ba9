#pragma once

#include "abi/answer.h"
#include "session/session.h"
#include "wire/rpc_message.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace netsdk::abi {

/// The number of a device's refusal; the one table, beside that of our own causes.
[[nodiscard]] std::uint32_t code_of(const wire::RpcFault& fault) noexcept;

/// The same for the `error` parameter of the configuration functions: 0 done, 1 failed, 2 the data are not legal, 3 not
/// now, 4 no permission.
[[nodiscard]] std::int32_t config_error(const wire::RpcFault& fault) noexcept;

/// The questions of one caller to one device, all within the time the caller gave. On the caller's thread.
class Inquiry {
public:
    /// waittime in milliseconds; 0 or less = the time that the login was begun with.
    Inquiry(std::shared_ptr<session::Session> session, std::int32_t waittime);

    [[nodiscard]] Answer<wire::RpcMessage> ask(const std::string& method, wire::Json params);
    /// Asks an instance of the method's service for that channel, which is given back at once, without waiting for it.
    /// `sent` becomes true right before the question itself leaves, behind the one for its instance: the device may
    /// have it from then on, whatever comes of this, an exception too.
    [[nodiscard]] Answer<wire::RpcMessage> ask_instance(const std::string& method, int channel, wire::Json params,
                                                        bool* sent = nullptr);
    /// Puts a question on its way; answer_of() waits for it.
    [[nodiscard]] std::shared_ptr<session::Session::CallWaiter> begin(const std::string& method, wire::Json params);
    [[nodiscard]] Answer<wire::RpcMessage> answer_of(session::Session::CallWaiter& waiter);

    /// The last answer as the device sent it, without what stands around it.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /// How the device refused, when it did.
    [[nodiscard]] const std::optional<wire::RpcFault>& refusal() const noexcept { return refusal_; }

private:
    [[nodiscard]] std::shared_ptr<session::Session::CallWaiter> send(wire::RpcRequest request);

    std::shared_ptr<session::Session> session_;
    net::Time deadline_;
    std::string text_;
    std::optional<wire::RpcFault> refusal_;
};

} // namespace netsdk::abi
