#pragma once

#include "streams/live.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace netsdk::session {

/// The live views of one login, each with its handle. Any thread.
class LiveSet {
public:
    struct Member {
        long handle;
        std::shared_ptr<streams::Live> live;
    };

    /// False: the login is going.
    [[nodiscard]] bool add(Member member)
    {
        const std::lock_guard lock(mutex_);
        if (closed_)
            return false;
        members_.push_back(std::move(member));
        return true;
    }

    void remove(long handle)
    {
        std::vector<Member> last; // destroyed after the lock
        const std::lock_guard lock(mutex_);
        const auto found = std::ranges::find(members_, handle, &Member::handle);
        if (found == members_.end())
            return;
        last.push_back(std::move(*found));
        members_.erase(found);
    }

    [[nodiscard]] std::vector<Member> all()
    {
        const std::lock_guard lock(mutex_);
        return members_;
    }

    /// Refuses every further one and gives those there are.
    [[nodiscard]] std::vector<Member> close()
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        return members_;
    }

private:
    std::mutex mutex_; // guards both below
    std::vector<Member> members_;
    bool closed_ = false;
};

} // namespace netsdk::session
