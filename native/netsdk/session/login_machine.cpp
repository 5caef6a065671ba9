#include "session/login_machine.h"

#include "wire/challenge.h"
#include "wire/plain_login.h"

namespace netsdk::session {

void LoginMachine::start(net::Time now, Actions& out)
{
    state_ = State::asked;
    deadline_ = now + step_;
    out.emplace_back(Reached{LoginStage::connected});
    out.emplace_back(Send{wire::realm_request()});
}

void LoginMachine::take(const wire::DvripHeader& header, wire::Bytes body, net::Time now, Actions& out)
{
    switch (state_) {
    case State::asked: return prove(header, body, now, out);
    case State::proved: return judge(header, body, out);
    case State::idle:
    case State::done: return;
    }
}

void LoginMachine::tick(net::Time now, Actions& out)
{
    if (now >= deadline_)
        fail(wire::Error::timed_out, out);
}

void LoginMachine::prove(const wire::DvripHeader& header, wire::Bytes body, net::Time now, Actions& out)
{
    const auto challenge = wire::parse_challenge(header, body);
    if (!challenge) {
        if (challenge.error() != wire::Error::not_a_challenge)
            return fail(challenge.error(), out);
        // A device that is locked, full or not initialised says so at once. One that says "welcome" without having seen
        // a proof offers a login that protects nobody.
        const auto reply = wire::parse_login_reply(header, body);
        if (!reply || reply.value().accepted())
            return fail(wire::Error::not_a_challenge, out);
        if (wire::wants_password(reply.value()))
            return send_password(now, out);
        return judge(header, body, out);
    }
    serial_ = challenge.value().serial;
    out.emplace_back(Reached{LoginStage::challenged});
    out.emplace_back(Named{serial_});
    if (!may_get_proof(*account_, serial_))
        return fail(wire::Error::other_device, out);
    send(wire::login_request({account_->user, account_->password.reveal()}, challenge.value()), now, out);
}

void LoginMachine::send_password(net::Time now, Actions& out)
{
    if (had_challenge_ || !may_get_password(*account_))
        return fail(wire::Error::only_plain_login, out);
    send(wire::plain_login_request({account_->user, account_->password.reveal()}), now, out);
}

void LoginMachine::send(wire::Result<wire::Buffer> login, net::Time now, Actions& out)
{
    if (!login)
        return fail(login.error(), out);
    state_ = State::proved;
    deadline_ = now + step_;
    out.emplace_back(Reached{LoginStage::sent});
    out.emplace_back(Send{std::move(login).value()});
}

void LoginMachine::judge(const wire::DvripHeader& header, wire::Bytes body, Actions& out)
{
    auto reply = wire::parse_login_reply(header, body);
    if (!reply)
        return fail(reply.error(), out);
    state_ = State::done;
    deadline_ = net::never;
    out.emplace_back(Reached{LoginStage::answered});
    out.emplace_back(Judged{std::move(reply).value(), serial_});
}

void LoginMachine::fail(wire::Error why, Actions& out)
{
    state_ = State::done;
    deadline_ = net::never;
    out.emplace_back(Close{why});
}

} // namespace netsdk::session
