#pragma once

#include <asio/thread_pool.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace netsdk::streams {

/// What one handle tells its callbacks, on delivery threads: in order, one at a time. asio::strand would be the same,
/// but one for which there was no memory once is never run again.
class NoteQueue : public std::enable_shared_from_this<NoteQueue> {
public:
    using Executor = asio::thread_pool::executor_type;
    /// Throws nothing.
    using Note = std::function<void()>;

    explicit NoteQueue(Executor delivery) : delivery_(std::move(delivery)) {}

    /// Any thread. When it throws std::bad_alloc, the note was not taken, and those before and after it are told.
    void post(Note note);

    /// Any thread: how many have not begun.
    [[nodiscard]] std::size_t waiting();

private:
    void run();
    /// False: there is none, and the next post() calls a thread.
    [[nodiscard]] bool take(Note& note);

    const Executor delivery_;
    std::mutex mutex_; // guards all below; never held while a note runs
    std::deque<Note> waiting_;
    bool running_ = false;
};

} // namespace netsdk::streams
