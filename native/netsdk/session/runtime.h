#pragma once

#include "net/executors.h"
#include "net/watchdog_watcher.h"

#include <asio/executor_work_guard.hpp>
#include <asio/thread_pool.hpp>
#include <atomic>
#include <deque>
#include <memory>
#include <thread>
#include <vector>

namespace netsdk::session {

/// The threads of the library: a few for the network, four for callbacks. The only place where threads are started, and
/// with stop() the only one where they are joined.
class Runtime {
public:
    /// Throws std::system_error when the system has no threads or descriptors to give.
    explicit Runtime(std::size_t network_threads);
    ~Runtime();
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    /// Any thread. On one of the network threads, which take turns: what lives on a strand never changes its thread,
    /// and no thread is woken for what another does.
    [[nodiscard]] net::Strand strand();
    [[nodiscard]] asio::thread_pool::executor_type delivery() { return delivery_.get_executor(); }

    /// Not on one of its threads, once: ends the network threads, then waits for the callbacks that run.
    void stop();

private:
    /// What one network thread does.
    struct Loop {
        asio::io_context io{1};
        asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
    };

    void start_network_threads();
    void name_delivery_threads();
    void run_network_thread(Loop& loop, std::size_t number);

    asio::thread_pool delivery_; // destroyed after loops_, whose handlers hold its executor
    std::deque<Loop> loops_;
    std::atomic<std::size_t> next_loop_{0};
    const std::shared_ptr<net::WatchdogWatcher> watcher_;
    std::vector<std::thread> threads_;
    bool stopped_ = false;
};

} // namespace netsdk::session
