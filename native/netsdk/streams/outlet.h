#pragma once

#include "streams/callback_gate.h"
#include "wire/bytes.h"

#include <asio/thread_pool.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace netsdk::streams {

/// Takes frames from an I/O thread and hands them to the caller's callback on delivery threads: in order, one at a
/// time, through the gate. What waits is counted in bytes; until there is a callback it waits too.
class Outlet : public std::enable_shared_from_this<Outlet> {
public:
    using Executor = asio::thread_pool::executor_type;
    using Sink = std::function<void(wire::Bytes frame)>;

    /// Whether more may be read. A frame is always taken, so nothing that was read is lost.
    enum class Room : std::uint8_t { left, full };

    /// `on_room` is called on a delivery thread when half of the budget is free again after it was full.
    Outlet(Executor delivery, std::size_t budget, std::function<void()> on_room);

    /// Any thread. An empty sink: frames wait.
    void set_sink(Sink sink);
    [[nodiscard]] Room offer(wire::Buffer frame);
    /// Any thread: the promise of the gate. What waits is dropped.
    void close();

private:
    void schedule_if_due();
    void pump();
    void tell_of_room();
    void deliver(const Sink& sink, const wire::Buffer& frame);

    Executor delivery_;
    const std::size_t budget_;
    const std::function<void()> on_room_;
    CallbackGate gate_;

    std::mutex mutex_; // guards all below; never held while foreign code runs
    std::shared_ptr<const Sink> sink_;
    std::deque<wire::Buffer> waiting_;
    std::size_t bytes_ = 0; // waiting or with the callback
    bool scheduled_ = false;
    bool full_ = false;
    bool closed_ = false;
};

} // namespace netsdk::streams
