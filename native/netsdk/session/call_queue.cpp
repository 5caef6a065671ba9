#include "session/call_queue.h"

#include "wire/rpc_message.h"

#include <algorithm>

namespace netsdk::session {

wire::Result<RequestId> CallQueue::add(wire::RpcRequest request, net::Time deadline, net::Time now, Actions& out)
{
    if (waiting_.size() >= most_waiting)
        return wire::Error::limit_reached;
    request.id = last_id_ + 1 == 0 ? 1 : last_id_ + 1;
    auto frame = write_(request);
    if (!frame)
        return frame.error();
    if (frame.value().size() > limits_.max_json)
        return wire::Error::too_large;
    if (frame.value().size() > limits_.max_message - std::min(waiting_bytes_, limits_.max_message))
        return wire::Error::limit_reached;
    last_id_ = request.id;
    waiting_bytes_ += frame.value().size();
    waiting_.push_back({request.id, deadline, std::move(frame).value()});
    tick(now, out); // a deadline that has passed already is one
    send_next(out);
    return request.id;
}

wire::Status CallQueue::take(const wire::RpcPacket& packet, wire::Bytes body, Actions& out)
{
    const auto id = packet.id;
    if (std::ranges::find(under_way_, id, &Entry::id) == under_way_.end()) {
        drop(packet, body.size(), out);
        return wire::success();
    }
    const std::size_t total = packet.total_json == 0 ? body.size() : packet.total_json;
    if (total > limits_.max_json) {
        // One answer too large costs its call; the login and what else is under way stay.
        if (total > body.size())
            dropped_ = Dropped{id, total - body.size()};
        finish(id, wire::Error::too_large, out);
        return wire::success();
    }
    auto payload = answers_.feed(packet, body);
    if (!payload)
        return payload.error();
    if (payload.value())
        finish(id, std::move(payload.value()->json), out);
    return wire::success();
}

/// Counts an answer when it begins; what follows of it is only taken off the line.
void CallQueue::drop(const wire::RpcPacket& packet, std::size_t size, Actions& out)
{
    if (!dropped_ || dropped_->id != packet.id) {
        out.emplace_back(Late{});
        dropped_ = Dropped{packet.id, packet.total_json};
    }
    dropped_->left -= std::min(size, dropped_->left);
    if (dropped_->left == 0)
        dropped_.reset();
}

void CallQueue::tick(net::Time now, Actions& out)
{
    const bool sent = expire(under_way_, now, out);
    const bool unsent = expire(waiting_, now, out);
    if (sent || unsent)
        send_next(out);
}

bool CallQueue::expire(std::vector<Entry>& entries, net::Time now, Actions& out)
{
    const auto count = entries.size();
    std::erase_if(entries, [&](const Entry& entry) {
        if (entry.deadline > now)
            return false;
        answers_.forget(entry.id);
        waiting_bytes_ -= entry.frame.size();
        out.emplace_back(Replied{entry.id, wire::Error::timed_out});
        return true;
    });
    return entries.size() < count;
}

net::Time CallQueue::deadline() const noexcept
{
    net::Time first = net::never;
    for (const auto& entry : under_way_)
        first = std::min(first, entry.deadline);
    for (const auto& entry : waiting_)
        first = std::min(first, entry.deadline);
    return first;
}

void CallQueue::fail(wire::Error why, Actions& out)
{
    for (const auto& entry : std::exchange(under_way_, {}))
        out.emplace_back(Replied{entry.id, why});
    for (const auto& entry : std::exchange(waiting_, {}))
        out.emplace_back(Replied{entry.id, why});
    waiting_bytes_ = 0;
}

void CallQueue::send_next(Actions& out)
{
    while (under_way_.size() < most_under_way && !waiting_.empty()) {
        auto entry = std::move(waiting_.front());
        waiting_.erase(waiting_.begin());
        waiting_bytes_ -= entry.frame.size();
        out.emplace_back(Send{std::exchange(entry.frame, {})});
        under_way_.push_back(std::move(entry));
    }
}

void CallQueue::finish(RequestId id, wire::Result<wire::Buffer> reply, Actions& out)
{
    std::erase_if(under_way_, [id](const Entry& entry) { return entry.id == id; });
    answers_.forget(id);
    out.emplace_back(Replied{id, std::move(reply)});
    send_next(out);
}

} // namespace netsdk::session
