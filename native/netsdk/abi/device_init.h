#pragma once

#include "abi/answer.h"
#include "session/settings.h"
#include "session/web_caller.h"
#include "wire/envelope.h"
#include "wire/outside_call.h"

#include <cstdint>
#include <string_view>

namespace netsdk::abi {

/// The questions by which a device gets its first password, over HTTP without a login, all within the time the caller
/// gave. On the caller's thread.
class DeviceInit {
public:
    DeviceInit(session::WebCaller& caller, const net::Target& device, const session::Settings& settings,
               net::Time deadline);

    /// Asks whether the device has a password, then gives it this one.
    [[nodiscard]] Answer<std::int32_t> run(const wire::FirstAccount& account);

private:
    [[nodiscard]] Answer<wire::RpcMessage> ask(std::string_view method, wire::Json params);
    [[nodiscard]] Answer<wire::RpcMessage> ask_sealed(std::string_view method, const wire::EncryptInfo& info,
                                                      std::string_view text);

    session::WebCaller& caller_;
    const net::Target device_;
    const session::Settings settings_;
    const net::Time deadline_;
    std::uint32_t last_id_ = 0;
};

} // namespace netsdk::abi
