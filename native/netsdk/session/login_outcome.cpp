#include "session/login_outcome.h"

namespace netsdk::session {

bool concerns_account(const LoginOutcome& outcome) noexcept
{
    if (!outcome.reply || outcome.reply->accepted())
        return outcome.why == wire::Error::not_a_challenge || outcome.why == wire::Error::only_plain_login;
    switch (*outcome.reply->refusal) {
    case wire::LoginRefusal::timed_out:
    case wire::LoginRefusal::already_logged_in: // of us, before the loss
    case wire::LoginRefusal::busy:
    case wire::LoginRefusal::no_sub_connection:
    case wire::LoginRefusal::no_main_connection:
    case wire::LoginRefusal::too_many_connections: return false;
    default: return true;
    }
}

} // namespace netsdk::session
