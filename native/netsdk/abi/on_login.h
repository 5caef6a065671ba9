#pragma once

#include "abi/answer.h"
#include "abi/library.h"

namespace netsdk::abi {

/// Runs the body with the login that a handle leads to, while the library stays.
template <class Body>
[[nodiscard]] auto on_login(long handle, Body&& body) -> decltype(body(std::shared_ptr<session::Session>()))
{
    const auto call = Library::instance().enter(Library::Purpose::begin);
    if (!call)
        return call.error();
    const auto session = Library::instance().logins().find(handle);
    if (!session)
        return wire::Error::invalid_handle;
    return std::forward<Body>(body)(session);
}

} // namespace netsdk::abi
