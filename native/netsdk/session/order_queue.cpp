#include "session/order_queue.h"

#include <algorithm>

namespace netsdk::session {
namespace {
using Kind = streams::StreamOrder::Kind;

[[nodiscard]] wire::Result<wire::Buffer> bytes_of(const streams::StreamOrder& order, RequestId id)
{
    switch (order.kind) {
    case Kind::reserve: return wire::reserve_request(id);
    case Kind::start: return wire::live_request(id, order.target, wire::LiveOrder::start, order.connection);
    case Kind::stop: return wire::live_request(id, order.target, wire::LiveOrder::stop, order.connection);
    case Kind::release: return wire::release_request(id, order.connection);
    }
    return wire::Error::internal;
}
} // namespace

wire::Result<RequestId> OrderQueue::add(const streams::StreamOrder& order, net::Time now, Actions& out)
{
    if (waiting_.size() >= most_waiting)
        return wire::Error::limit_reached;
    const auto id = ++last_id_;
    waiting_.push_back({id, order});
    if (!under_way_)
        send_next(now, out);
    return id;
}

void OrderQueue::withdraw(RequestId request) noexcept
{
    if (under_way_ && under_way_->id == request)
        under_way_->wanted = false;
    std::erase_if(waiting_, [request](const Entry& entry) { return entry.id == request; });
}

wire::Status OrderQueue::take(const wire::DvripHeader& header, wire::Bytes body, net::Time now, Actions& out)
{
    auto reply = wire::parse_stream_reply(header, body, limits_);
    if (!reply)
        return reply.error();
    if (!under_way_ || !answers(reply.value())) {
        out.emplace_back(Late{});
        if (settles_overdue(reply.value()))
            give_back(reply.value(), now, out);
        return wire::success();
    }
    finish(std::move(reply).value(), out);
    send_next(now, out);
    return wire::success();
}

/// By the transaction's number where the device tells it; else whatever comes answers the one under way, unless it is
/// plainly the answer to a reservation that was given up.
bool OrderQueue::answers(const wire::StreamReply& reply) const noexcept
{
    if (reply.transaction)
        return *reply.transaction == under_way_->id;
    if (reply.method.empty())
        return true;
    return (reply.method == "AddObjectResponse") == (under_way_->order.kind == Kind::reserve);
}

void OrderQueue::give_back(const wire::StreamReply& granted, net::Time now, Actions& out)
{
    queue_release(granted);
    if (!under_way_)
        send_next(now, out);
}

/// Only what was asked for and not answered yet counts, so an answer that comes twice takes no view's connection away.
bool OrderQueue::settles_overdue(const wire::StreamReply& reply) noexcept
{
    if (!reply.transaction && reply.method != "AddObjectResponse")
        return false;
    const auto found = reply.transaction ? std::ranges::find(overdue_, *reply.transaction) : overdue_.begin();
    if (found == overdue_.end())
        return false;
    overdue_.erase(found);
    return true;
}

/// It goes first, so there is never more than a handful of them: each stands for a reservation that left the queue.
void OrderQueue::queue_release(const wire::StreamReply& granted)
{
    if (!granted.ok() || !granted.connection || waiting_.size() >= most_waiting + most_overdue)
        return;
    waiting_.insert(waiting_.begin(), Entry{++last_id_, {Kind::release, {}, *granted.connection}, false});
}

void OrderQueue::tick(net::Time now, Actions& out)
{
    if (!under_way_ || now < deadline_)
        return;
    if (under_way_->order.kind == Kind::reserve) {
        if (overdue_.size() >= most_overdue)
            overdue_.erase(overdue_.begin());
        overdue_.push_back(under_way_->id);
    }
    finish(wire::Error::timed_out, out);
    send_next(now, out);
}

void OrderQueue::fail(wire::Error why, Actions& out)
{
    overdue_.clear(); // with the login the device forgets what it granted
    if (under_way_)
        finish(why, out);
    for (const auto& entry : std::exchange(waiting_, {}))
        if (entry.wanted)
            out.emplace_back(Answered{entry.id, why});
}

void OrderQueue::send_next(net::Time now, Actions& out)
{
    while (!under_way_ && !waiting_.empty()) {
        under_way_ = waiting_.front();
        waiting_.erase(waiting_.begin());
        auto bytes = bytes_of(under_way_->order, under_way_->id);
        if (!bytes) {
            finish(bytes.error(), out);
            continue;
        }
        deadline_ = now + step_;
        out.emplace_back(Send{std::move(bytes).value()});
    }
}

void OrderQueue::finish(wire::Result<wire::StreamReply> reply, Actions& out)
{
    if (under_way_->wanted)
        out.emplace_back(Answered{under_way_->id, std::move(reply)});
    else if (under_way_->order.kind == Kind::reserve && reply) {
        out.emplace_back(Late{});
        queue_release(reply.value());
    } else if (reply && under_way_->order.kind != Kind::release)
        out.emplace_back(Late{});
    under_way_.reset();
}

} // namespace netsdk::session
