#pragma once

#include "net/executors.h"

#include <memory>

namespace netsdk::net {

/// Who is woken at a deadline; called on the strand only.
class TickerOwner {
public:
    virtual void on_tick() = 0;

protected:
    ~TickerOwner() = default;
};

/// The one timer of a driver. It may wake too early, never too late: a deadline that moved back does not disturb it.
/// All functions on the strand only.
class Ticker : public std::enable_shared_from_this<Ticker> {
public:
    Ticker(const Strand& strand, std::weak_ptr<TickerOwner> owner);

    /// Wakes the owner at the deadline or before; `never` asks for nothing.
    void arm(Time deadline);
    /// No further call to the owner.
    void cancel() noexcept;

private:
    Timer timer_;
    std::weak_ptr<TickerOwner> owner_;
    Time armed_ = never;
    bool cancelled_ = false;
};

} // namespace netsdk::net
