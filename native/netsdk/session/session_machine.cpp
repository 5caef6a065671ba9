#include "session/session_machine.h"

#include "wire/rpc_message.h"
#include "wire/session_frames.h"

#include <algorithm>

namespace netsdk::session {

SessionMachine::SessionMachine(std::shared_ptr<const Account> account, const Settings& settings, bool had_challenge)
    : settings_(settings), frames_(settings.limits), login_(std::move(account), settings.step, had_challenge),
      keep_alive_(net::Time{}, settings.keep_alive, settings.loss), orders_(settings.step, settings.limits),
      calls_(settings.limits, wire::rpc_request, 0)
{
}

void SessionMachine::start(net::Time now, Actions& out)
{
    state_ = State::login;
    login_.start(now, out);
}

void SessionMachine::feed(wire::Bytes bytes, net::Time now, Actions& out)
{
    if (state_ == State::up && !bytes.empty())
        keep_alive_.heard(now);
    while (state_ != State::closed) {
        const auto part = frames_.next(bytes);
        if (!part)
            return close(part.error(), out);
        if (!part.value())
            return;
        take(*part.value(), now, out);
    }
}

void SessionMachine::take(const wire::FramePart& part, net::Time now, Actions& out)
{
    if (state_ == State::login)
        return take_login(part, now, out);
    if (part.kind == wire::FramePart::Kind::media)
        return; // a note about a stream; nobody needs it
    switch (part.header.command()) {
    case wire::Command::text:
        if (const auto read = orders_.take(part.header, part.body, now, out); !read)
            close(read.error(), out);
        return;
    case wire::Command::rpc: return take_rpc(part, out);
    case wire::Command::keep_alive_reply: return doubt_.kept_alive(out);
    case wire::Command::logout_reply:
        if (state_ == State::leaving)
            close(wire::Error::cancelled, out);
        return;
    default: return; // what else a device tells unasked is its matter
    }
}

void SessionMachine::take_rpc(const wire::FramePart& part, Actions& out)
{
    doubt_.spoken();
    const auto packet = wire::read_rpc_packet(part.header);
    const auto read = packet ? calls_.take(packet.value(), part.body, out) : packet.error();
    if (!read)
        close(read.error(), out);
}

void SessionMachine::take_login(const wire::FramePart& part, net::Time now, Actions& out)
{
    if (part.kind == wire::FramePart::Kind::media)
        return close(wire::Error::unexpected_answer, out);
    const auto from = out.size();
    login_.take(part.header, part.body, now, out);
    settle(now, from, out);
}

/// Draws the conclusions from what the login wrote since `from`.
void SessionMachine::settle(net::Time now, std::size_t from, Actions& out)
{
    for (auto at = from; at < out.size(); ++at) {
        if (const auto* judged = std::get_if<Judged>(&out[at])) {
            if (!judged->reply.accepted()) {
                state_ = State::closed;
                return;
            }
            state_ = State::up;
            session_ = judged->reply.session;
            keep_alive_ = KeepAlive(now, settings_.keep_alive, settings_.loss);
            return;
        }
        if (std::holds_alternative<Close>(out[at])) {
            state_ = State::closed;
            return;
        }
    }
}

void SessionMachine::tick(net::Time now, Actions& out)
{
    const auto from = out.size();
    switch (state_) {
    case State::login: login_.tick(now, out); return settle(now, from, out);
    case State::up: {
        orders_.tick(now, out);
        calls_.tick(now, out);
        doubt_.tick(now, out);
        Actions beat;
        keep_alive_.tick(now, beat);
        for (auto& action : beat) {
            if (const auto* closing = std::get_if<Close>(&action))
                return close(closing->why, out);
            out.push_back(std::move(action));
        }
        return;
    }
    case State::leaving:
        if (now >= leave_until_)
            close(wire::Error::cancelled, out);
        return;
    case State::idle:
    case State::closed: return;
    }
}

net::Time SessionMachine::deadline() const noexcept
{
    switch (state_) {
    case State::login: return login_.deadline();
    case State::up: return std::min({orders_.deadline(), calls_.deadline(), doubt_.deadline(), keep_alive_.deadline()});
    case State::leaving: return leave_until_;
    case State::idle:
    case State::closed: return net::never;
    }
    return net::never;
}

wire::Result<RequestId> SessionMachine::request(const streams::StreamOrder& order, net::Time now, Actions& out)
{
    if (state_ != State::up)
        return wire::Error::connection_lost;
    return orders_.add(order, now, out);
}

void SessionMachine::give_back(const wire::StreamReply& granted, net::Time now, Actions& out)
{
    if (state_ == State::up)
        orders_.give_back(granted, now, out);
}

wire::Result<RequestId> SessionMachine::call(wire::RpcRequest request, net::Time deadline, net::Time now, Actions& out)
{
    if (state_ != State::up)
        return wire::Error::connection_lost;
    request.session = session_;
    doubt_.asked(now);
    return calls_.add(std::move(request), deadline, now, out);
}

void SessionMachine::logout(net::Time now, Actions& out)
{
    if (state_ == State::leaving)
        return;
    if (state_ == State::closed) {
        out.emplace_back(LoggedOut{});
        return;
    }
    const bool logged_in = state_ == State::up;
    state_ = State::leaving;
    if (!logged_in)
        return close(wire::Error::cancelled, out);
    orders_.fail(wire::Error::cancelled, out);
    calls_.fail(wire::Error::cancelled, out);
    leave_until_ = now + settings_.logout_wait;
    out.emplace_back(Send{wire::logout_request(session_)});
}

void SessionMachine::close(wire::Error why, Actions& out)
{
    if (state_ == State::closed)
        return;
    orders_.fail(why, out);
    // However the connection ended: for who waits for an answer it was lost.
    calls_.fail(why == wire::Error::cancelled ? why : wire::Error::connection_lost, out);
    // While leaving, whatever ends the connection ends the logout: the device had its word, or wants none.
    if (state_ == State::leaving)
        out.emplace_back(LoggedOut{});
    state_ = State::closed;
    out.emplace_back(Close{why});
}

} // namespace netsdk::session
