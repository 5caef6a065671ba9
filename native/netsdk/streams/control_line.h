#pragma once

#include "net/target.h"
#include "streams/stream_order.h"
#include "wire/result.h"

#include <cstdint>
#include <memory>

namespace netsdk::streams {

/// Who waits for the device's answer to an order; called on the strand.
class OrderListener {
public:
    /// `tag` is what the order was given with.
    virtual void on_answer(std::uint32_t tag, const wire::Result<wire::StreamReply>& reply) = 0;

protected:
    ~OrderListener() = default;
};

/// What a stream needs of its login. On the strand only.
class ControlLine {
public:
    /// The device's number of the session; 0 while the login is down.
    [[nodiscard]] virtual std::uint32_t session() const noexcept = 0;
    /// Where a stream's own connection goes.
    [[nodiscard]] virtual const net::Target& target() const noexcept = 0;
    /// Whether a stream that lost its connection is to be opened again.
    [[nodiscard]] virtual bool reopens_streams() const = 0;
    /// Gives the order's number. Ends in one call of the listener, later, unless it is withdrawn; an expired listener
    /// is left out. Error: why it cannot be ordered.
    [[nodiscard]] virtual wire::Result<std::uint32_t>
    order(const StreamOrder& order, std::weak_ptr<OrderListener> listener, std::uint32_t tag) = 0;
    /// The listener of this order is not called any more. A reservation that the device grants all the same, or has
    /// granted, is given back. Not for an order whose listener was called.
    virtual void withdraw(std::uint32_t order) noexcept = 0;

protected:
    ~ControlLine() = default;
};

} // namespace netsdk::streams
