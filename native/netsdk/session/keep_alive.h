#pragma once

#include "net/clock.h"
#include "session/actions.h"

namespace netsdk::session {

/// Asks the device in regular steps whether it is there, and tells when it has been silent for too long.
/// Anything the device sends counts as a sign of life.
class KeepAlive {
public:
    KeepAlive(net::Time now, net::Milliseconds every, net::Milliseconds loss) noexcept
        : every_(every), loss_(loss), next_(now + every), lost_(now + loss)
    {
    }

    [[nodiscard]] net::Time deadline() const noexcept { return next_ < lost_ ? next_ : lost_; }

    void heard(net::Time now) noexcept { lost_ = now + loss_; }

    /// A tick too early changes nothing.
    void tick(net::Time now, Actions& out);

private:
    net::Milliseconds every_;
    net::Milliseconds loss_;
    net::Time next_;
    net::Time lost_;
};

} // namespace netsdk::session
