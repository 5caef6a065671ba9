#pragma once

#include "session/device_facts.h"
#include "session/login_stage.h"
#include "wire/error.h"
#include "wire/login_reply.h"

#include <optional>
#include <string>

namespace netsdk::session {

/// How an attempt to log in ended.
struct LoginOutcome {
    LoginStage stage = LoginStage::not_connected;
    std::string serial;                      ///< from the challenge; empty when none came
    std::optional<wire::LoginReply> reply;   ///< the device's verdict, when it gave one
    DeviceFacts facts;                       ///< asked once it was accepted
    wire::Error why = wire::Error::internal; ///< why there is none; login_refused when it was against us

    [[nodiscard]] bool accepted() const noexcept { return reply && reply->accepted(); }
};

/// Whether another attempt would cost the account a try or is bound to end the same.
[[nodiscard]] bool concerns_account(const LoginOutcome& outcome) noexcept;

} // namespace netsdk::session
