#include "session/snapshots.h"

#include "net/figures.h"
#include "session/picture_answer.h"

#include <algorithm>
#include <asio/post.hpp>
#include <functional>

namespace netsdk::session {
namespace {
[[nodiscard]] net::Time now()
{
    return std::chrono::steady_clock::now();
}

/// Quality and size are the device's own setting: no public source knows how this request would carry them.
[[nodiscard]] std::string path_of(unsigned channel)
{
    return "/cgi-bin/snapshot.cgi?channel=" + std::to_string(channel + 1);
}
} // namespace

Snapshots::Snapshots(net::Strand strand, const Settings& settings, std::shared_ptr<const Account> account,
                     std::weak_ptr<SnapshotsOwner> owner)
    : strand_(std::move(strand)), settings_(settings), account_(std::move(account)), owner_(std::move(owner)),
      book_(settings.step, settings.snap_guard)
{
}

/// What is thrown in a handler ends the login, and with it this.
template <class Body>
void Snapshots::guarded(Body&& body)
{
    if (const auto owner = owner_.lock(); owner && !closed_)
        owner->run_guarded(std::ref(body));
}

bool Snapshots::may_ask() const
{
    const auto owner = owner_.lock();
    return !closed_ && owner && owner->may_ask();
}

// ------------------------------------------------------------------------------------------------------------- orders

wire::Status Snapshots::ask(unsigned channel, std::uint16_t serial)
{
    if (!may_ask())
        return wire::Error::connection_lost;
    const auto id = book_.add(channel, serial, now() + settings_.step);
    if (!id)
        return id.error();
    turn();
    return wire::success();
}

wire::Status Snapshots::repeat(unsigned channel, std::uint16_t serial, net::Milliseconds every)
{
    if (!may_ask())
        return wire::Error::connection_lost;
    book_.repeat(channel, serial, every, now());
    turn();
    return wire::success();
}

void Snapshots::take(unsigned channel, net::Time deadline, const std::shared_ptr<Waiter<PictureResult>>& waiter)
{
    if (!may_ask())
        return waiter->complete(wire::Error::connection_lost);
    const auto id = book_.add(channel, 0, deadline);
    if (!id)
        return waiter->complete(id.error());
    waiters_.emplace(id.value(), waiter);
    turn();
}

void Snapshots::set_port(std::uint16_t port)
{
    set_port_ = port;
    if (const auto known = known_port())
        answer_port(*known);
    if (!closed_)
        turn();
}

void Snapshots::tell_port(const std::shared_ptr<Waiter<PortResult>>& waiter)
{
    if (const auto known = known_port())
        return waiter->complete(*known);
    if (!may_ask())
        return waiter->complete(wire::Error::connection_lost);
    port_waiters_.push_back(waiter);
    find_port();
}

std::optional<KnownPort> Snapshots::known_port() const
{
    return set_port_ != 0 ? KnownPort{set_port_, PortSource::set} : found_port_;
}

void Snapshots::answer_port(const PortResult& port)
{
    for (const auto& waiter : std::exchange(port_waiters_, {}))
        waiter->complete(port);
}

// -------------------------------------------------------------------------------------------------- the login's fate

void Snapshots::login_back()
{
    refused_.reset();
    found_port_.reset();
    turn();
}

void Snapshots::login_lost(wire::Error why)
{
    if (const auto search = std::exchange(search_, nullptr))
        search->abort();
    answer_port(why);
    const auto dropped = book_.drop_all();
    for (const auto& [id, exchange] : std::exchange(exchanges_, {}))
        exchange->abort();
    for (const auto& job : dropped)
        tell(job, why);
}

void Snapshots::close(wire::Error why)
{
    if (std::exchange(closed_, true))
        return;
    if (ticker_)
        ticker_->cancel();
    book_.stop_all();
    login_lost(why);
}

// --------------------------------------------------------------------------------------------------------- the work

void Snapshots::on_tick()
{
    guarded([this] { turn(); });
}

void Snapshots::turn()
{
    const auto time = now();
    for (const auto& job : book_.expire(time))
        tell(job, wire::Error::timed_out);
    if (may_ask() && book_.wants(time)) {
        if (known_port())
            carry_out(book_.turn(time));
        else
            find_port();
    }
    if (!ticker_)
        ticker_ = std::make_shared<net::Ticker>(strand_, weak_from_this());
    // What is due already while the login is down is due when it is back.
    ticker_->arm(std::max(book_.deadline(), may_ask() ? time : time + SnapBook::least_interval));
}

void Snapshots::carry_out(const SnapBook::Turn& next)
{
    for (const auto id : next.abandon)
        if (const auto node = exchanges_.extract(id); !node.empty())
            node.mapped()->abort();
    for (const auto& request : next.begin)
        begin(request);
    for (const auto& [job, picture] : next.served)
        tell(job, picture);
}

void Snapshots::find_port()
{
    if (search_)
        return;
    const auto owner = owner_.lock();
    search_ = std::make_shared<HttpPort>(strand_, account_->target, std::string(owner ? owner->serial() : ""),
                                         settings_, [weak = weak_from_this()](KnownPort port) {
                                             if (const auto self = weak.lock())
                                                 self->guarded([&] { self->found(port); });
                                         });
    search_->ask();
}

void Snapshots::found(KnownPort port)
{
    search_.reset();
    found_port_ = port;
    answer_port(port);
    turn();
}

void Snapshots::begin(const SnapRequest& wanted)
{
    if (refused_) {
        asio::post(strand_, [self = shared_from_this(), id = wanted.id, why = *refused_] {
            self->guarded([&] { self->finish(id, why); });
        });
        return;
    }
    net::HttpRequest request{account_->target, path_of(wanted.channel)};
    request.target.device.port(known_port().value().port);
    request.max_body = settings_.most_picture > 0 ? std::min(settings_.most_picture, settings_.limits.max_frame)
                                                  : settings_.limits.max_frame;
    request.connect_time = settings_.connect_time;
    // Longer than the job's time: what comes late is counted, unless its place is wanted.
    const auto exchange =
        std::make_shared<net::HttpExchange>(strand_, std::move(request), wanted.deadline + settings_.step);
    exchanges_.emplace(wanted.id, exchange);
    exchange->start({account_->user, account_->password.reveal()},
                    [weak = weak_from_this(), id = wanted.id](const wire::Result<net::HttpReply>& reply) {
                        if (const auto self = weak.lock())
                            self->guarded([&] { self->answered(id, reply); });
                    });
}

void Snapshots::answered(SnapId request, const wire::Result<net::HttpReply>& reply)
{
    if (exchanges_.erase(request) == 0)
        return; // one that was abandoned is nobody's
    const auto picture = reply ? picture_in(reply.value(), settings_.limits) : PictureResult(reply.error());
    if (!picture && refuses_credential(picture.error()))
        refused_ = picture.error();
    finish(request, picture);
}

void Snapshots::finish(SnapId request, const PictureResult& picture)
{
    const auto jobs = book_.settle(request, picture ? picture.value() : nullptr);
    for (const auto& job : jobs)
        tell(job, picture);
    if (jobs.empty() && picture)
        net::count(net::figures().late_answers, 1);
    turn();
}

void Snapshots::tell(const SnapJob& job, const PictureResult& picture)
{
    if (const auto node = waiters_.extract(job.id); !node.empty())
        return node.mapped()->complete(picture);
    if (const auto owner = owner_.lock())
        owner->on_picture(job.serial, picture);
}

} // namespace netsdk::session
