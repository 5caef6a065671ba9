#pragma once

#include "net/executors.h"
#include "net/watchdog_watcher.h"

#include <asio/executor_work_guard.hpp>
#include <asio/thread_pool.hpp>
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

    [[nodiscard]] net::Strand strand() { return asio::make_strand(io_); }
    [[nodiscard]] asio::thread_pool::executor_type delivery() { return delivery_.get_executor(); }

    /// Not on one of its threads, once: ends the network threads, then waits for the callbacks that run.
    void stop();

private:
    void start_network_threads(std::size_t count);
    void name_delivery_threads();
    void run_network_thread(std::size_t number);

    asio::thread_pool delivery_; // destroyed after io_, whose handlers hold strands of it
    asio::io_context io_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    const std::shared_ptr<net::WatchdogWatcher> watcher_;
    std::vector<std::thread> threads_;
    bool stopped_ = false;
};

} // namespace netsdk::session
