#include "net/watchdog_watcher.h"

#include <asio/post.hpp>

namespace netsdk::net {
namespace {
constexpr Milliseconds between_looks{100};
}

void WatchdogWatcher::start()
{
    ticker_ = std::make_shared<Ticker>(strand_, weak_from_this());
    asio::post(strand_, [self = shared_from_this()] { self->on_tick(); });
}

void WatchdogWatcher::on_tick()
{
    ticker_->arm(std::chrono::steady_clock::now() + between_looks); // first: what follows may throw
    const auto trips = watchdog().latch().trips();
    if (trips == trips_seen_)
        return;
    for (const auto& who : watchdog().all())
        if (const auto watched = who.lock())
            watched->on_trip();
    trips_seen_ = trips; // last: an interrupted round is made again
}

} // namespace netsdk::net
