#include "streams/callback_gate.h"

namespace netsdk::streams {
namespace {
constinit std::mutex waits; // guards every gate's waits_for_; taken after a gate's own mutex
}

thread_local CallbackGate* CallbackGate::current_ = nullptr;

void CallbackGate::close()
{
    std::unique_lock lock(mutex_);
    closed_ = true;
    if (!running_ || current_ == this || !wait_would_end())
        return;
    idle_.wait(lock, [this] { return !running_; });
    stop_waiting();
}

bool CallbackGate::closed() const
{
    const std::lock_guard lock(mutex_);
    return closed_;
}

bool CallbackGate::enter()
{
    const std::lock_guard lock(mutex_);
    if (closed_)
        return false;
    running_ = true;
    current_ = this;
    return true;
}

void CallbackGate::leave(CallbackGate* outer) noexcept
{
    const std::lock_guard lock(mutex_);
    running_ = false;
    current_ = outer;
    idle_.notify_all(); // under the lock: whoever waits may destroy the gate as soon as it has the mutex
}

bool CallbackGate::wait_would_end()
{
    if (current_ == nullptr)
        return true;
    const std::lock_guard lock(waits);
    for (const CallbackGate* gate = this; gate != nullptr; gate = gate->waits_for_)
        if (gate == current_)
            return false;
    current_->waits_for_ = this;
    return true;
}

void CallbackGate::stop_waiting()
{
    if (current_ == nullptr)
        return;
    const std::lock_guard lock(waits);
    current_->waits_for_ = nullptr;
}

} // namespace netsdk::streams
