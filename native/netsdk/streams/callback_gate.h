#pragma once

#include <condition_variable>
#include <mutex>
#include <utility>

namespace netsdk::streams {

/// Keeps the promise of a handle's stop: once close() is back, no callback of the handle runs or will run.
/// Called inside the handle's own callback, or where waiting would close a circle of callbacks that stop each other,
/// close() is back at once and the promise begins when the running callback returns.
class CallbackGate {
public:
    CallbackGate() = default;
    CallbackGate(const CallbackGate&) = delete;
    CallbackGate& operator=(const CallbackGate&) = delete;

    /// Delivery thread; at most one run at a time. False: closed, not run. No lock is held while the callback runs.
    template <class Callback>
    bool run(Callback&& callback)
    {
        CallbackGate* const outer = current_;
        if (!enter())
            return false;
        const Leaving leaving{*this, outer};
        std::forward<Callback>(callback)();
        return true;
    }

    /// Any thread, any number of times; each one has the promise.
    void close();

    /// Any thread: true once close() was called.
    [[nodiscard]] bool closed() const;

    /// Whether this thread runs a callback of any gate.
    [[nodiscard]] static bool inside_callback() noexcept { return current_ != nullptr; }

private:
    struct Leaving {
        CallbackGate& gate;
        CallbackGate* outer;
        ~Leaving() { gate.leave(outer); }
    };

    [[nodiscard]] bool enter();
    void leave(CallbackGate* outer) noexcept;
    [[nodiscard]] bool wait_would_end();
    void stop_waiting();

    static thread_local CallbackGate* current_; // the gate whose callback this thread runs

    mutable std::mutex mutex_; // guards closed_ and running_; taken before the process-wide mutex of the waits
    std::condition_variable idle_;
    bool closed_ = false;
    bool running_ = false;
    CallbackGate* waits_for_ = nullptr; // whom the callback that runs here waits for; guarded by the mutex of the waits
};

} // namespace netsdk::streams
