#pragma once

#include "net/target.h"
#include "session/secret.h"

#include <string>

namespace netsdk::session {

/// Which device to log in to, and as whom.
struct Account {
    net::Target target;
    std::string address; ///< as the caller wrote it
    std::string user;
    Secret password;
};

} // namespace netsdk::session
