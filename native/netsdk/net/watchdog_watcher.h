#pragma once

#include "net/ticker.h"
#include "net/watchdog.h"

#include <memory>

namespace netsdk::net {

/// Ends every connection within a tenth of a second after the watchdog has tripped. Until then the connections' own
/// look before each send keeps them dumb.
class WatchdogWatcher final : public TickerOwner, public std::enable_shared_from_this<WatchdogWatcher> {
public:
    explicit WatchdogWatcher(Strand strand) : strand_(std::move(strand)) {}

    /// Any thread, once, before there is a connection.
    void start();
    void on_tick() override;

private:
    const Strand strand_;

    // On the strand only, once started:
    std::shared_ptr<Ticker> ticker_;
    std::uint64_t trips_seen_ = watchdog().latch().trips();
};

} // namespace netsdk::net
