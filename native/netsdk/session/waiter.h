#pragma once

#include "net/clock.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace netsdk::session {

/// Where a caller's thread waits for what a strand finds out. Only the first answer counts. Shared by both: whoever
/// completes it holds it until complete() is back.
template <class T>
class Waiter {
public:
    void complete(T value)
    {
        {
            const std::lock_guard lock(mutex_);
            if (value_)
                return;
            value_.emplace(std::move(value));
        }
        ready_.notify_all(); // after the lock, for which whoever wakes would have to wait
    }

    /// The answer, or nothing when the deadline came first.
    [[nodiscard]] std::optional<T> wait_until(net::Time deadline)
    {
        std::unique_lock lock(mutex_);
        ready_.wait_until(lock, deadline, [this] { return value_.has_value(); });
        return std::exchange(value_, std::nullopt);
    }

private:
    std::mutex mutex_; // guards value_
    std::condition_variable ready_;
    std::optional<T> value_;
};

} // namespace netsdk::session
