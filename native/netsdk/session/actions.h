#pragma once

#include "session/login_stage.h"
#include "wire/bytes.h"
#include "wire/login_reply.h"
#include "wire/result.h"
#include "wire/stream_requests.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace netsdk::session {

/// Names one request of a session; never 0, never used twice within a session.
using RequestId = std::uint32_t;

/// These bytes go to the device.
struct Send {
    wire::Buffer bytes;
    [[nodiscard]] bool operator==(const Send&) const = default;
};
/// The login came this far; comes before what it announces.
struct Reached {
    LoginStage stage;
    [[nodiscard]] bool operator==(const Reached&) const = default;
};
/// The device said who it is; unproved, like all it says.
struct Named {
    std::string serial;
    [[nodiscard]] bool operator==(const Named&) const = default;
};
/// The device judged the login, for or against. After a refusal the machine wants nothing more.
struct Judged {
    wire::LoginReply reply;
    std::string serial;
    [[nodiscard]] bool operator==(const Judged&) const = default;
};
/// A request ended: the device's reply, or why there is none.
struct Answered {
    RequestId request;
    wire::Result<wire::StreamReply> reply;
    [[nodiscard]] bool operator==(const Answered&) const = default;
};
/// A JSON-RPC call ended: the answer's text, to be read by parse_rpc_message, or why there is none.
struct Replied {
    RequestId call;
    wire::Result<wire::Buffer> json;
    [[nodiscard]] bool operator==(const Replied&) const = default;
};
/// The device answers on this connection, but not what it is asked by JSON-RPC.
struct NoJson {
    [[nodiscard]] bool operator==(const NoJson&) const = default;
};
/// The login of a connection that is for JSON-RPC alone was accepted.
struct Admitted {
    [[nodiscard]] bool operator==(const Admitted&) const = default;
};
/// It was refused: the device's answer, to be read by parse_rpc_message. The machine wants nothing more.
struct Denied {
    wire::Buffer json;
    bool for_good; ///< asking again would cost the account a try, or is bound to end the same
    [[nodiscard]] bool operator==(const Denied&) const = default;
};
/// Something came that nobody waits for any more.
struct Late {
    [[nodiscard]] bool operator==(const Late&) const = default;
};
/// The device answered the logout, or had its time for it.
struct LoggedOut {
    [[nodiscard]] bool operator==(const LoggedOut&) const = default;
};
/// The connection is of no more use. Comes once; every request still open was answered before it.
struct Close {
    wire::Error why;
    [[nodiscard]] bool operator==(const Close&) const = default;
};

/// What a driver is to do, in order.
using Action =
    std::variant<Send, Reached, Named, Judged, Answered, Replied, NoJson, Admitted, Denied, Late, LoggedOut, Close>;
using Actions = std::vector<Action>;

} // namespace netsdk::session
