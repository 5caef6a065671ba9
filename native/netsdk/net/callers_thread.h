#pragma once

#include "net/executors.h"

#include <asio/dispatch.hpp>
#include <utility>

namespace netsdk::net {

/// The network threads, with the thread that calls as one of them for as long as its own work takes: what is begun here
/// runs at once, what is left for later goes to the network threads. Asio's strands ask an executor no more than this.
class CallersThread {
public:
    CallersThread(asio::io_context::executor_type network) noexcept // NOLINT(google-explicit-constructor): for strands
        : network_(std::move(network))
    {
    }

    template <class Body>
    void execute(Body&& body) const
    {
        std::forward<Body>(body)();
    }
    [[nodiscard]] auto require(asio::execution::blocking_t::never_t later) const
    {
        return asio::require(network_, later);
    }
    [[nodiscard]] static constexpr asio::execution::blocking_t query(asio::execution::blocking_t /*which*/) noexcept
    {
        return asio::execution::blocking.possibly;
    }
    [[nodiscard]] decltype(auto) query(asio::execution::context_t which) const noexcept
    {
        return asio::query(network_, which);
    }
    [[nodiscard]] bool operator==(const CallersThread&) const noexcept = default;

private:
    asio::io_context::executor_type network_;
};

/// Runs the body on the strand: on this thread and before it returns when nothing else runs there, else by whoever
/// does, or after him. For a caller's thread, which saves the way to a network thread. It runs this body and nothing
/// else: what came to the strand meanwhile is left to the network threads. So a body may send, but must not read a
/// socket (the buffer for that is a network thread's), and like all on a strand it calls no callback. What it throws is
/// the caller's. To be called with no lock held that something on the strand takes.
template <class Body>
void run_on(const Strand& strand, Body&& body)
{
    asio::dispatch(asio::strand<CallersThread>(strand), std::forward<Body>(body));
}

} // namespace netsdk::net
