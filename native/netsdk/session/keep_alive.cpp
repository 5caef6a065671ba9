#include "session/keep_alive.h"

#include "wire/session_frames.h"

namespace netsdk::session {

void KeepAlive::tick(net::Time now, Actions& out)
{
    if (now >= lost_) {
        out.emplace_back(Close{wire::Error::timed_out});
        return;
    }
    if (now < next_)
        return;
    next_ = now + every_;
    out.emplace_back(Send{wire::keep_alive_request()});
}

} // namespace netsdk::session
