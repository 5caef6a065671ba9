#include "session/json_doubt.h"

#include "wire/session_frames.h"

namespace netsdk::session {

void JsonDoubt::asked(net::Time now) noexcept
{
    if (state_ != State::idle)
        return;
    state_ = State::asked;
    doubted_at_ = now + patience;
}

void JsonDoubt::spoken() noexcept
{
    state_ = State::spoken;
    doubted_at_ = net::never;
}

void JsonDoubt::kept_alive(Actions& out)
{
    if (state_ != State::doubted)
        return;
    state_ = State::idle; // whoever asks here once more may doubt once more
    out.emplace_back(NoJson{});
}

void JsonDoubt::tick(net::Time now, Actions& out)
{
    if (now < doubted_at_)
        return;
    doubted_at_ = net::never;
    state_ = State::doubted;
    out.emplace_back(Send{wire::keep_alive_request()});
}

} // namespace netsdk::session
