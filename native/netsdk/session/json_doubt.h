#pragma once

#include "net/clock.h"
#include "session/actions.h"

namespace netsdk::session {

/// Finds out whether a device that was asked by JSON-RPC on its control connection (f6) knows it at all. One that says
/// nothing for a while is asked whether it is there: answers it that, it has read the question too and ignores it. A
/// device that is slow in everything is not doubted. Pure.
class JsonDoubt {
public:
    /// So long a question may go without an answer until the device is doubted.
    static constexpr net::Milliseconds patience{300};

    /// A question leaves.
    void asked(net::Time now) noexcept;
    /// Something came by f6: never a doubt again.
    void spoken() noexcept;
    /// The device answered a keep-alive. Ends in NoJson when it was doubted.
    void kept_alive(Actions& out);
    /// A tick too early changes nothing.
    void tick(net::Time now, Actions& out);
    [[nodiscard]] net::Time deadline() const noexcept { return doubted_at_; }

private:
    enum class State : std::uint8_t { idle, asked, doubted, spoken };

    State state_ = State::idle;
    net::Time doubted_at_ = net::never;
};

} // namespace netsdk::session
