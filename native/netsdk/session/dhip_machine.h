#pragma once

#include "session/account.h"
#include "session/call_queue.h"
#include "session/settings.h"
#include "wire/dhip_login.h"
#include "wire/dhip_reader.h"

#include <memory>
#include <optional>
#include <string>

namespace netsdk::session {

/// One connection for JSON-RPC in DHIP frames, from the made connection to its end: challenge login, keep-alive, calls.
/// It knows no other way to log in, so a device that offers less gets no proof; nor does one that is not the expected
/// one, or another than the login it belongs to is at. Pure. After Close or Denied it is deaf.
class DhipMachine {
public:
    /// `serial`: of the device that the login it belongs to is at; may be empty.
    DhipMachine(std::shared_ptr<const Account> account, std::string serial, const Settings& settings);

    /// The connection is made. Ends in Admitted, Denied or Close.
    void start(net::Time now, Actions& out);
    void feed(wire::Bytes bytes, net::Time now, Actions& out);
    /// A tick too early changes nothing.
    void tick(net::Time now, Actions& out);
    [[nodiscard]] net::Time deadline() const noexcept;

    /// Answered by one Replied at the deadline at the latest. Errors: connection_lost (not admitted), limit_reached,
    /// too_large.
    [[nodiscard]] wire::Result<RequestId> call(wire::RpcRequest request, net::Time deadline, net::Time now,
                                               Actions& out);
    /// Tells the device that it is left; nothing is waited for.
    void log_out(Actions& out);
    /// The connection ended without our doing.
    void lost(wire::Error why, Actions& out) { close(why, out); }

    [[nodiscard]] bool up() const noexcept { return state_ == State::up; }

private:
    enum class State : std::uint8_t { idle, asked, proved, up, closed };

    void take(const wire::DhipPart& part, net::Time now, Actions& out);
    void take_login(const wire::DhipPart& part, net::Time now, Actions& out);
    void prove(const wire::RpcMessage& answer, net::Time now, Actions& out);
    void judge(const wire::RpcMessage& answer, net::Time now, Actions& out);
    void deny(const wire::RpcFault& fault, wire::Buffer json, Actions& out);
    void send(wire::RpcRequest request, Actions& out);
    void beat(net::Time now, Actions& out);
    void close(wire::Error why, Actions& out);

    std::shared_ptr<const Account> account_;
    std::string serial_;
    Settings settings_;
    State state_ = State::idle;
    wire::DhipReader packets_;
    wire::RpcAssembler login_answers_;
    wire::DhipSession session_;
    std::optional<CallQueue> calls_; // once admitted
    net::Time until_ = net::never;   // a step of the login, then the loss of the connection
    net::Time next_beat_ = net::never;
    net::Milliseconds every_{};
};

} // namespace netsdk::session
