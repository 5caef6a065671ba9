#include "session/runtime.h"

#include "net/figures.h"
#include "net/io_buffer.h"

#include <asio/post.hpp>
#include <csignal>
#include <latch>
#include <pthread.h>
#include <string>

namespace netsdk::session {
namespace {
constexpr unsigned delivery_threads = 4;

/// Blocks every signal for the threads started meanwhile: a network thread takes none of the process's.
class SignalsBlocked {
public:
    SignalsBlocked()
    {
        sigset_t all;
        ::sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsBlocked(const SignalsBlocked&) = delete;
    SignalsBlocked& operator=(const SignalsBlocked&) = delete;

private:
    sigset_t before_{};
};

void name_this_thread(const std::string& name)
{
    ::pthread_setname_np(::pthread_self(), name.c_str());
}
} // namespace

Runtime::Runtime(std::size_t network_threads)
    : delivery_(delivery_threads), loops_(network_threads), watcher_(std::make_shared<net::WatchdogWatcher>(strand()))
{
    net::figures().threads.fetch_add(delivery_threads);
    try {
        name_delivery_threads();
        start_network_threads();
        watcher_->start();
    } catch (...) {
        stop();
        throw;
    }
}

Runtime::~Runtime()
{
    if (!stopped_)
        stop(); // only a library that failed to start gets here so
}

net::Strand Runtime::strand()
{
    const auto turn = next_loop_.fetch_add(1, std::memory_order_relaxed);
    return loops_[turn % loops_.size()].io.get_executor();
}

void Runtime::start_network_threads()
{
    const SignalsBlocked blocked;
    threads_.reserve(loops_.size());
    for (std::size_t number = 0; number < loops_.size(); ++number) {
        threads_.emplace_back([this, number] { run_network_thread(loops_[number], number); });
        net::figures().threads.fetch_add(1);
    }
}

/// The pool names no threads, so each takes one task and waits until all have one.
void Runtime::name_delivery_threads()
{
    const auto all_here = std::make_shared<std::latch>(delivery_threads);
    unsigned number = 0;
    try {
        for (; number < delivery_threads; ++number)
            asio::post(delivery_, [all_here, number] {
                name_this_thread("netsdk-call-" + std::to_string(number));
                all_here->arrive_and_wait();
            });
    } catch (...) {
        all_here->count_down(delivery_threads - number); // those who came wait for nobody else
        throw;
    }
}

void Runtime::run_network_thread(Loop& loop, std::size_t number)
{
    name_this_thread("netsdk-net-" + std::to_string(number));
    const net::IoBuffer buffer;
    while (!loop.io.stopped()) {
        try {
            loop.io.run();
        } catch (...) {
            // Sessions catch their own; what comes here is memory that ran out between handlers. The others go on.
        }
    }
}

void Runtime::stop()
{
    stopped_ = true;
    for (auto& loop : loops_) {
        loop.work.reset();
        loop.io.stop();
    }
    for (auto& thread : threads_)
        thread.join();
    net::figures().threads.fetch_sub(static_cast<std::uint32_t>(threads_.size()));
    threads_.clear();
    delivery_.join();
    net::figures().threads.fetch_sub(delivery_threads);
}

} // namespace netsdk::session
