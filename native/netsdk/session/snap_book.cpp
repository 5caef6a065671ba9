#include "session/snap_book.h"

#include <algorithm>
#include <utility>

namespace netsdk::session {

SnapBook::SnapBook(net::Milliseconds step, net::Milliseconds guard) noexcept
    : step_(step), guard_(std::max(guard, least_interval))
{
}

// ---------------------------------------------------------------------------------------------------- what is wanted

wire::Result<SnapId> SnapBook::add(unsigned channel, std::uint16_t serial, net::Time deadline)
{
    return want({0, channel, serial, deadline, false});
}

wire::Result<SnapId> SnapBook::want(SnapJob job)
{
    if (wanted() >= most_wanted)
        return wire::Error::limit_reached;
    job.id = ++last_id_;
    waiting_.push_back(job);
    return job.id;
}

std::size_t SnapBook::wanted() const noexcept
{
    auto count = waiting_.size();
    for (const auto& each : running_)
        count += each.jobs.size();
    return count;
}

void SnapBook::repeat(unsigned channel, std::uint16_t serial, net::Milliseconds every, net::Time now)
{
    repeated_.insert_or_assign(channel, Repeated{serial, std::max(every, least_interval), now});
}

/// A full book is no failure here: the picture is due again a little later.
void SnapBook::add_repeated(net::Time now)
{
    for (auto& [channel, order] : repeated_) {
        if (order.pending != 0 || now < order.next)
            continue;
        const auto id = want({0, channel, order.serial, now + step_, true});
        if (id)
            order.pending = id.value();
        order.next = now + (id ? order.every : least_interval);
    }
}

void SnapBook::no_longer_pending(SnapId id) noexcept
{
    for (auto& [channel, order] : repeated_)
        if (order.pending == id)
            order.pending = 0;
}

bool SnapBook::wants(net::Time now)
{
    add_repeated(now);
    return !waiting_.empty();
}

// --------------------------------------------------------------------------------------------------- what is done now

SnapBook::Turn SnapBook::turn(net::Time now)
{
    forget(now);
    add_repeated(now);
    Turn turn;
    std::erase_if(waiting_, [&](const SnapJob& job) { return placed(job, now, turn); });
    for (const auto& each : turn.served)
        no_longer_pending(each.job.id);
    return turn;
}

/// Whether the job waits no more: it shares a request, is served by a picture that is there, or a request goes out.
bool SnapBook::placed(const SnapJob& job, net::Time now, Turn& turn)
{
    const auto under_way = std::ranges::find_if(
        running_, [&](const Running& each) { return each.request.channel == job.channel && !each.jobs.empty(); });
    if (under_way != running_.end()) {
        under_way->jobs.push_back(job);
        return true;
    }
    if (const auto kept = kept_.find(job.channel); kept != kept_.end() && !job.repeated) {
        turn.served.push_back({job, kept->second.picture});
        return true;
    }
    if (asked_.contains(job.channel) || !make_room(job.channel, turn))
        return false;
    const SnapRequest request{job.id, job.channel, job.deadline};
    running_.push_back({request, now, {job}});
    asked_.insert_or_assign(job.channel, now + least_interval);
    turn.begin.push_back(request);
    return true;
}

/// Whether the channel's next request may go out; for that a late one may have to go.
bool SnapBook::make_room(unsigned channel, Turn& turn)
{
    const auto late = [](const Running& each) { return each.jobs.empty(); };
    auto in_the_way =
        std::ranges::find_if(running_, [&](const Running& each) { return each.request.channel == channel; });
    if (in_the_way == running_.end()) {
        if (running_.size() < most_under_way)
            return true;
        in_the_way = std::ranges::find_if(running_, late);
    }
    if (in_the_way == running_.end() || !late(*in_the_way))
        return false;
    turn.abandon.push_back(in_the_way->request.id);
    running_.erase(in_the_way);
    return true;
}

// ------------------------------------------------------------------------------------------------------ what has ended

std::vector<SnapJob> SnapBook::expire(net::Time now)
{
    forget(now);
    std::vector<SnapJob> expired;
    const auto is_over = [&](const SnapJob& job) {
        if (now < job.deadline)
            return false;
        expired.push_back(job);
        return true;
    };
    std::erase_if(waiting_, is_over);
    for (auto& each : running_)
        std::erase_if(each.jobs, is_over);
    for (const auto& job : expired)
        no_longer_pending(job.id);
    return expired;
}

std::vector<SnapJob> SnapBook::settle(SnapId request, SharedPicture picture)
{
    const auto found = std::ranges::find_if(running_, [&](const Running& each) { return each.request.id == request; });
    if (found == running_.end())
        return {};
    const auto settled = std::move(*found);
    running_.erase(found);
    for (const auto& job : settled.jobs)
        no_longer_pending(job.id);
    if (picture && !settled.jobs.empty() && guard_ > least_interval)
        keep(settled.request.channel, {settled.begun, std::move(picture)});
    return settled.jobs;
}

/// The oldest go for it; one that is larger than all room is not kept.
void SnapBook::keep(unsigned channel, Kept kept)
{
    kept_.erase(channel);
    auto bytes = kept.picture->bytes.size();
    if (bytes > most_bytes_kept)
        return;
    for (const auto& [other, each] : kept_)
        bytes += each.picture->bytes.size();
    while (bytes > most_bytes_kept) {
        const auto oldest = std::ranges::min_element(kept_, {}, [](const auto& each) { return each.second.begun; });
        bytes -= oldest->second.picture->bytes.size();
        kept_.erase(oldest);
    }
    kept_.emplace(channel, std::move(kept));
}

void SnapBook::forget(net::Time now)
{
    std::erase_if(asked_, [&](const auto& each) { return each.second <= now; });
    std::erase_if(kept_, [&](const auto& each) { return each.second.begun + guard_ <= now; });
}

std::vector<SnapJob> SnapBook::drop_all()
{
    auto dropped = std::exchange(waiting_, {});
    for (const auto& each : std::exchange(running_, {}))
        dropped.insert(dropped.end(), each.jobs.begin(), each.jobs.end());
    for (auto& [channel, order] : repeated_)
        order.pending = 0;
    kept_.clear();
    return dropped;
}

net::Time SnapBook::deadline() const noexcept
{
    auto first = net::never;
    for (const auto& job : waiting_)
        first = std::min(first, job.deadline);
    for (const auto& each : running_)
        for (const auto& job : each.jobs)
            first = std::min(first, job.deadline);
    for (const auto& [channel, order] : repeated_)
        if (order.pending == 0)
            first = std::min(first, order.next);
    for (const auto& job : waiting_)
        if (const auto asked = asked_.find(job.channel); asked != asked_.end())
            first = std::min(first, asked->second);
    for (const auto& [channel, each] : kept_)
        first = std::min(first, each.begun + guard_);
    return first;
}

} // namespace netsdk::session
