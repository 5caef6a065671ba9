#include "session/snap_book.h"

#include <algorithm>
#include <utility>

namespace netsdk::session {

wire::Result<SnapId> SnapBook::add(unsigned channel, std::uint16_t serial, net::Time deadline)
{
    if (waiting_.size() >= most_waiting)
        return wire::Error::limit_reached;
    waiting_.push_back({++last_id_, channel, serial, deadline});
    return last_id_;
}

void SnapBook::repeat(unsigned channel, std::uint16_t serial, net::Milliseconds every, net::Time now)
{
    repeated_.insert_or_assign(channel, Repeated{serial, std::max(every, least_interval), now});
}

/// A full book is no failure here: the picture is due again at the next turn.
void SnapBook::add_repeated(net::Time now)
{
    for (auto& [channel, order] : repeated_) {
        if (order.pending != 0 || now < order.next)
            continue;
        const auto id = add(channel, order.serial, now + step_);
        if (!id)
            return;
        order.pending = id.value();
        order.next = now + order.every;
    }
}

bool SnapBook::wants(net::Time now)
{
    add_repeated(now);
    return !waiting_.empty();
}

SnapBook::Turn SnapBook::turn(net::Time now)
{
    add_repeated(now);
    Turn turn;
    std::erase_if(waiting_, [&](const SnapJob& job) {
        if (!make_room(job.channel, turn))
            return false;
        running_.push_back({job});
        turn.begin.push_back(job);
        return true;
    });
    return turn;
}

/// Whether the channel's next request may go out; for that a late one may have to go.
bool SnapBook::make_room(unsigned channel, Turn& turn)
{
    auto in_the_way = std::ranges::find_if(running_, [&](const Running& each) { return each.job.channel == channel; });
    if (in_the_way == running_.end()) {
        if (running_.size() < most_under_way)
            return true;
        in_the_way = std::ranges::find(running_, true, &Running::late);
    }
    if (in_the_way == running_.end() || !in_the_way->late)
        return false;
    turn.abandon.push_back(in_the_way->job.id);
    running_.erase(in_the_way);
    return true;
}

std::vector<SnapJob> SnapBook::expire(net::Time now)
{
    std::vector<SnapJob> expired;
    std::erase_if(waiting_, [&](const SnapJob& job) {
        if (now < job.deadline)
            return false;
        expired.push_back(job);
        return true;
    });
    for (auto& each : running_) {
        if (each.late || now < each.job.deadline)
            continue;
        each.late = true;
        expired.push_back(each.job);
    }
    for (const auto& job : expired)
        no_longer_pending(job.id);
    return expired;
}

std::optional<SnapJob> SnapBook::settle(SnapId id)
{
    const auto found = std::ranges::find_if(running_, [&](const Running& each) { return each.job.id == id; });
    if (found == running_.end())
        return std::nullopt;
    const auto settled = *found;
    running_.erase(found);
    no_longer_pending(id);
    return settled.late ? std::nullopt : std::optional(settled.job);
}

void SnapBook::no_longer_pending(SnapId id) noexcept
{
    for (auto& [channel, order] : repeated_)
        if (order.pending == id)
            order.pending = 0;
}

std::vector<SnapJob> SnapBook::drop_all()
{
    auto dropped = std::exchange(waiting_, {});
    for (const auto& each : std::exchange(running_, {}))
        if (!each.late)
            dropped.push_back(each.job);
    for (auto& [channel, order] : repeated_)
        order.pending = 0;
    return dropped;
}

net::Time SnapBook::deadline() const noexcept
{
    auto first = net::never;
    for (const auto& job : waiting_)
        first = std::min(first, job.deadline);
    for (const auto& each : running_)
        if (!each.late)
            first = std::min(first, each.job.deadline);
    for (const auto& [channel, order] : repeated_)
        if (order.pending == 0)
            first = std::min(first, order.next);
    return first;
}

} // namespace netsdk::session
