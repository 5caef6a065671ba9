#pragma once

#include "net/clock.h"
#include "session/actions.h"
#include "streams/stream_order.h"
#include "wire/dvrip_header.h"
#include "wire/limits.h"

#include <optional>
#include <vector>

namespace netsdk::session {

/// The text transactions of one control connection: one under way, the others wait their turn, each has a step's time
/// from the moment it was sent. Bounded.
class OrderQueue {
public:
    static constexpr std::size_t most_waiting = 256;
    static constexpr std::size_t most_overdue = 64;

    OrderQueue(net::Milliseconds step, const wire::Limits& limits) noexcept : step_(step), limits_(limits) {}

    /// Ends in one Answered for the id given back. Error: limit_reached.
    [[nodiscard]] wire::Result<RequestId> add(const streams::StreamOrder& order, net::Time now, Actions& out);
    /// Nobody wants the answer any more: what waits is not sent at all. If it is under way, what comes is still taken
    /// off the line, and a reservation that is granted is given back.
    void withdraw(RequestId request) noexcept;
    /// The answer to a reservation that found nobody: what it grants is given back, before anything else is asked.
    void give_back(const wire::StreamReply& granted, net::Time now, Actions& out);
    /// A text frame from the device. False: it is not readable as an answer.
    [[nodiscard]] wire::Status take(const wire::DvripHeader& header, wire::Bytes body, net::Time now, Actions& out);
    void tick(net::Time now, Actions& out);
    [[nodiscard]] net::Time deadline() const noexcept { return under_way_ ? deadline_ : net::never; }
    /// Answers everything with the error.
    void fail(wire::Error why, Actions& out);

private:
    struct Entry {
        RequestId id;
        streams::StreamOrder order;
        bool wanted = true;
    };

    [[nodiscard]] bool answers(const wire::StreamReply& reply) const noexcept;
    /// The answer to a reservation that had its time; it is then no longer overdue.
    [[nodiscard]] bool settles_overdue(const wire::StreamReply& reply) noexcept;
    void queue_release(const wire::StreamReply& granted);
    void send_next(net::Time now, Actions& out);
    void finish(wire::Result<wire::StreamReply> reply, Actions& out);

    net::Milliseconds step_;
    wire::Limits limits_;
    RequestId last_id_ = 0;
    std::optional<Entry> under_way_;
    net::Time deadline_ = net::never;
    std::vector<Entry> waiting_;
    std::vector<RequestId> overdue_; // reservations not answered in time; the device may grant them yet; oldest first
};

} // namespace netsdk::session
