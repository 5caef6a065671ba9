#pragma once

#include "net/clock.h"
#include "session/account.h"
#include "session/actions.h"
#include "wire/dvrip_header.h"

#include <memory>
#include <string>

namespace netsdk::session {

/// The challenge login: asks for the challenge, proves the password, reads the verdict. A device that offers less gets
/// nothing, unless the account allows it the password itself; nor does one that is not the expected one.
class LoginMachine {
public:
    /// `had_challenge`: the device gave one before, so it gets no password whatever the account allows.
    LoginMachine(std::shared_ptr<const Account> account, net::Milliseconds step, bool had_challenge = false) noexcept
        : account_(std::move(account)), step_(step), had_challenge_(had_challenge)
    {
    }

    /// The connection is made.
    void start(net::Time now, Actions& out);
    /// A whole frame from the device.
    void take(const wire::DvripHeader& header, wire::Bytes body, net::Time now, Actions& out);
    void tick(net::Time now, Actions& out);
    [[nodiscard]] net::Time deadline() const noexcept { return deadline_; }

private:
    enum class State : std::uint8_t { idle, asked, proved, done };

    void prove(const wire::DvripHeader& header, wire::Bytes body, net::Time now, Actions& out);
    void send_password(net::Time now, Actions& out);
    void send(wire::Result<wire::Buffer> login, net::Time now, Actions& out);
    void judge(const wire::DvripHeader& header, wire::Bytes body, Actions& out);
    void fail(wire::Error why, Actions& out);

    std::shared_ptr<const Account> account_;
    net::Milliseconds step_;
    bool had_challenge_;
    net::Time deadline_ = net::never;
    State state_ = State::idle;
    std::string serial_;
};

} // namespace netsdk::session
