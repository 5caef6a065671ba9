#include "streams/live_machine.h"

namespace netsdk::streams {
namespace {
using Kind = StreamOrder::Kind;
constexpr std::uint32_t join_transaction = 2; // the only one on the own connection
} // namespace

LiveMachine::LiveMachine(wire::LiveTarget target, const Bounds& bounds)
    : target_(target), bounds_(bounds), frames_(bounds.limits), splitter_(bounds.limits)
{
}

void LiveMachine::start(std::uint32_t session, net::Time now, Actions& out)
{
    session_ = session;
    enter(State::reserving, now);
    out.emplace_back(Order{{Kind::reserve, target_, 0}});
}

void LiveMachine::answered(const wire::Result<wire::StreamReply>& reply, net::Time now, Actions& out)
{
    if (state_ != State::reserving && state_ != State::starting)
        return;
    if (!reply)
        return fail(reply.error(), out);
    if (!reply.value().ok())
        return fail(wire::Error::stream_refused, out);
    if (state_ == State::starting) {
        enter(State::playing, now);
        out.emplace_back(Playing{});
        return;
    }
    if (!reply.value().connection)
        return fail(wire::Error::unexpected_answer, out);
    connection_ = *reply.value().connection;
    reserved_ = true;
    enter(State::connecting, now);
    out.emplace_back(Connect{});
}

void LiveMachine::connected(net::Time now, Actions& out)
{
    if (state_ != State::connecting)
        return;
    auto join = wire::join_request(join_transaction, session_, connection_);
    if (!join)
        return fail(join.error(), out);
    enter(State::joining, now);
    out.emplace_back(SendMedia{std::move(join).value()});
}

void LiveMachine::feed(wire::Bytes bytes, net::Time now, Actions& out)
{
    while (state_ != State::failed) {
        const auto part = frames_.next(bytes);
        if (!part)
            return fail(part.error(), out);
        if (!part.value())
            return;
        take(*part.value(), now, out);
    }
}

void LiveMachine::take(const wire::FramePart& part, net::Time now, Actions& out)
{
    if (part.kind == wire::FramePart::Kind::whole)
        return join_answered(part, now, out);
    if (part.header.command() != wire::Command::live)
        return;
    // Media may overtake the answer to the order that asked for it: it comes on another connection.
    auto media = part.body;
    while (const auto frame = splitter_.next(media))
        out.emplace_back(Frame{{frame->begin(), frame->end()}});
}

void LiveMachine::join_answered(const wire::FramePart& part, net::Time now, Actions& out)
{
    if (state_ != State::joining || part.header.command() != wire::Command::text)
        return;
    const auto reply = wire::parse_stream_reply(part.header, part.body, bounds_.limits);
    if (!reply)
        return fail(reply.error(), out);
    if (!reply.value().ok())
        return fail(wire::Error::stream_refused, out);
    enter(State::starting, now);
    start_ordered_ = true;
    out.emplace_back(Order{{Kind::start, target_, connection_}});
}

void LiveMachine::stop(Actions& out)
{
    if (start_ordered_)
        out.emplace_back(Order{{Kind::stop, target_, connection_}});
    if (reserved_)
        out.emplace_back(Order{{Kind::release, target_, connection_}});
    start_ordered_ = reserved_ = false;
    state_ = State::failed;
    deadline_ = net::never;
}

void LiveMachine::tick(net::Time now, Actions& out)
{
    if (now >= deadline_)
        fail(wire::Error::timed_out, out);
}

void LiveMachine::enter(State state, net::Time now) noexcept
{
    state_ = state;
    // An order may wait for others' answers first and has its own time on the control connection.
    const bool timed_here = state == State::connecting || state == State::joining;
    deadline_ = timed_here ? now + bounds_.step : net::never;
}

void LiveMachine::fail(wire::Error why, Actions& out)
{
    if (state_ == State::failed)
        return;
    state_ = State::failed;
    deadline_ = net::never;
    out.emplace_back(Failed{why});
}

} // namespace netsdk::streams
