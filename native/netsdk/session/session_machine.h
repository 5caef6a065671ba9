#pragma once

#include "session/call_queue.h"
#include "session/json_doubt.h"
#include "session/keep_alive.h"
#include "session/login_machine.h"
#include "session/order_queue.h"
#include "session/settings.h"
#include "wire/frame_reader.h"

#include <optional>

namespace netsdk::session {

/// One login from the made connection to its end: login, keep-alive, requests, logout. Pure: bytes and time in, actions
/// out. After Close it is deaf; a new login is a new machine.
class SessionMachine {
public:
    SessionMachine(std::shared_ptr<const Account> account, const Settings& settings, bool had_challenge = false);

    /// The connection is made.
    void start(net::Time now, Actions& out);
    void feed(wire::Bytes bytes, net::Time now, Actions& out);
    /// A tick too early changes nothing.
    void tick(net::Time now, Actions& out);
    [[nodiscard]] net::Time deadline() const noexcept;

    /// Errors: connection_lost (not logged in), limit_reached.
    [[nodiscard]] wire::Result<RequestId> request(const streams::StreamOrder& order, net::Time now, Actions& out);
    void withdraw(RequestId request) noexcept { orders_.withdraw(request); }
    /// The answer to a reservation found nobody any more: the device is told that it is not wanted.
    void give_back(const wire::StreamReply& granted, net::Time now, Actions& out);
    /// A JSON-RPC call, answered by one Replied at the deadline at the latest. Errors: connection_lost (not logged in),
    /// limit_reached, too_large.
    [[nodiscard]] wire::Result<RequestId> call(wire::RpcRequest request, net::Time deadline, net::Time now,
                                               Actions& out);
    /// Ends in LoggedOut, within Settings::logout_wait; at once when not logged in.
    void logout(net::Time now, Actions& out);
    /// The connection ended without our doing.
    void lost(wire::Error why, Actions& out) { close(why, out); }

    [[nodiscard]] bool logged_in() const noexcept { return state_ == State::up; }
    /// The device's number for the session; 0 before it is logged in.
    [[nodiscard]] std::uint32_t session() const noexcept { return session_; }

private:
    enum class State : std::uint8_t { idle, login, up, leaving, closed };

    void take(const wire::FramePart& part, net::Time now, Actions& out);
    void take_rpc(const wire::FramePart& part, Actions& out);
    void take_login(const wire::FramePart& part, net::Time now, Actions& out);
    void settle(net::Time now, std::size_t from, Actions& out);
    void close(wire::Error why, Actions& out);

    Settings settings_;
    State state_ = State::idle;
    wire::FrameReader frames_;
    LoginMachine login_;
    KeepAlive keep_alive_;
    OrderQueue orders_;
    CallQueue calls_;
    JsonDoubt doubt_;
    std::uint32_t session_ = 0;
    net::Time leave_until_ = net::never;
};

} // namespace netsdk::session
