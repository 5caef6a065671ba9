#include "net/ticker.h"

namespace netsdk::net {

Ticker::Ticker(const Strand& strand, std::weak_ptr<TickerOwner> owner) : timer_(strand), owner_(std::move(owner)) {}

void Ticker::arm(Time deadline)
{
    if (cancelled_ || deadline >= armed_)
        return;
    armed_ = deadline;
    timer_.expires_at(deadline); // a wait under way ends with an error, which its handler takes for nothing
    timer_.async_wait([self = shared_from_this()](const std::error_code& failed) {
        if (failed || self->cancelled_)
            return;
        self->armed_ = never;
        if (const auto owner = self->owner_.lock())
            owner->on_tick();
    });
}

void Ticker::cancel() noexcept
{
    cancelled_ = true;
    timer_.cancel();
}

} // namespace netsdk::net
