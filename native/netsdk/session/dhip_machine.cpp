#include "session/dhip_machine.h"

#include <boost/json/value.hpp>

#include <algorithm>

namespace netsdk::session {
namespace {
// What a login asks has these numbers; the calls follow on them, so that an answer to it that comes twice is none of
// theirs.
constexpr RequestId asks = 1;
constexpr RequestId proves = 2;
constexpr std::uint32_t usual_interval_s = 60;
constexpr net::Milliseconds shortest_beat{1000};
} // namespace

DhipMachine::DhipMachine(std::shared_ptr<const Account> account, std::string serial, const Settings& settings)
    : account_(std::move(account)), serial_(std::move(serial)), settings_(settings), packets_(settings.limits),
      login_answers_(settings.limits)
{
}

void DhipMachine::start(net::Time now, Actions& out)
{
    state_ = State::asked;
    until_ = now + settings_.step;
    auto request = wire::dhip_login(account_->user);
    request.id = asks;
    send(std::move(request), out);
}

void DhipMachine::feed(wire::Bytes bytes, net::Time now, Actions& out)
{
    if (state_ == State::up && !bytes.empty())
        until_ = now + settings_.loss;
    while (state_ != State::closed) {
        const auto part = packets_.next(bytes);
        if (!part)
            return close(part.error(), out);
        if (!part.value())
            return;
        take(*part.value(), now, out);
    }
}

void DhipMachine::take(const wire::DhipPart& part, net::Time now, Actions& out)
{
    if (state_ != State::up)
        return take_login(part, now, out);
    const auto& header = part.header;
    if (const auto read = calls_->take({header.id, header.total, header.session}, part.body, out); !read)
        close(read.error(), out);
}

void DhipMachine::take_login(const wire::DhipPart& part, net::Time now, Actions& out)
{
    const auto& header = part.header;
    if (header.id != (state_ == State::asked ? asks : proves)) {
        out.emplace_back(Late{});
        return;
    }
    auto payload = login_answers_.feed({header.id, header.total, header.session}, part.body);
    if (!payload)
        return close(payload.error(), out);
    if (!payload.value())
        return;
    const auto answer = wire::parse_rpc_message(payload.value()->json, settings_.limits);
    if (!answer)
        return close(answer.error(), out);
    const bool challenged = state_ == State::asked && wire::offers_challenge(answer.value());
    if (answer.value().fault && !challenged)
        return deny(*answer.value().fault, std::move(payload.value()->json), out);
    return challenged || state_ == State::asked ? prove(answer.value(), now, out) : judge(answer.value(), now, out);
}

/// One that says "welcome" without having seen a proof offers a login that protects nobody: that is no challenge.
void DhipMachine::prove(const wire::RpcMessage& answer, net::Time now, Actions& out)
{
    const auto challenge = wire::parse_dhip_challenge(answer);
    if (!challenge)
        return close(challenge.error(), out);
    auto session = wire::dhip_session(answer);
    if (!session)
        return close(session.error(), out);
    const auto& named = challenge.value().serial;
    if (!may_get_proof(*account_, named) || (!serial_.empty() && serial_ != named))
        return close(wire::Error::other_device, out);
    auto proof = wire::dhip_proof({account_->user, account_->password.reveal()}, challenge.value());
    if (!proof)
        return close(proof.error(), out);
    session_ = std::move(session).value();
    proof.value().id = proves;
    state_ = State::proved;
    until_ = now + settings_.step;
    send(std::move(proof).value(), out);
}

void DhipMachine::judge(const wire::RpcMessage& answer, net::Time now, Actions& out)
{
    if (!answer.ok())
        return close(wire::Error::login_refused, out);
    if (auto session = wire::dhip_session(answer)) // some devices change it with the second answer
        session_ = std::move(session).value();
    const std::uint32_t interval = wire::number_member(&answer.params, "keepAliveInterval").value_or(usual_interval_s);
    const net::Milliseconds half = std::chrono::seconds(interval) / 2;
    every_ = std::max(shortest_beat, std::min(half, settings_.keep_alive));
    next_beat_ = now + every_;
    until_ = now + settings_.loss;
    state_ = State::up;
    calls_.emplace(
        settings_.limits,
        [session = session_](const wire::RpcRequest& request) { return wire::dhip_request(request, session); }, proves);
    out.emplace_back(Admitted{});
}

void DhipMachine::deny(const wire::RpcFault& fault, wire::Buffer json, Actions& out)
{
    state_ = State::closed;
    out.emplace_back(Denied{std::move(json), !wire::passes(fault)});
}

void DhipMachine::send(wire::RpcRequest request, Actions& out)
{
    auto packet = wire::dhip_request(request, session_);
    if (!packet)
        return close(packet.error(), out);
    out.emplace_back(Send{std::move(packet).value()});
}

void DhipMachine::tick(net::Time now, Actions& out)
{
    if (state_ == State::closed)
        return;
    if (now >= until_)
        return close(wire::Error::timed_out, out);
    if (state_ != State::up)
        return;
    calls_->tick(now, out);
    if (now >= next_beat_)
        beat(now, out);
}

/// A call like any other, whose answer nobody reads: whatever comes is a sign of life.
void DhipMachine::beat(net::Time now, Actions& out)
{
    next_beat_ = now + every_;
    wire::RpcRequest request;
    request.method = "global.keepAlive";
    request.params = {{"timeout", usual_interval_s}, {"active", true}};
    static_cast<void>(calls_->add(std::move(request), now + every_, now, out)); // in a full queue there is life enough
}

net::Time DhipMachine::deadline() const noexcept
{
    if (state_ == State::closed)
        return net::never;
    return state_ == State::up ? std::min({until_, next_beat_, calls_->deadline()}) : until_;
}

wire::Result<RequestId> DhipMachine::call(wire::RpcRequest request, net::Time deadline, net::Time now, Actions& out)
{
    if (state_ != State::up)
        return wire::Error::connection_lost;
    return calls_->add(std::move(request), deadline, now, out);
}

void DhipMachine::log_out(Actions& out)
{
    if (state_ != State::up)
        return;
    wire::RpcRequest request;
    request.id = proves;
    request.method = "global.logout";
    send(std::move(request), out);
}

void DhipMachine::close(wire::Error why, Actions& out)
{
    if (state_ == State::closed)
        return;
    state_ = State::closed;
    if (calls_)
        calls_->fail(why == wire::Error::cancelled ? why : wire::Error::connection_lost, out);
    out.emplace_back(Close{why});
}

} // namespace netsdk::session
