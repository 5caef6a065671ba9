#pragma once

#include "net/target.h"
#include "session/taken_picture.h"

#include <cstdint>
#include <string>

namespace netsdk::session {

/// What a session tells beyond its calls. The first three run on a delivery thread inside the session's gate.
class SessionEvents {
public:
    virtual void lost(long handle, const std::string& address, int port) = 0;
    virtual void back(long handle, const std::string& address, int port) = 0;
    /// A picture that was asked for under that number, or why there is none.
    virtual void picture(long handle, std::uint16_t serial, const PictureResult& picture) = 0;
    /// Any thread: whether a lost login is to be logged in again.
    [[nodiscard]] virtual bool reconnects() const = 0;

protected:
    ~SessionEvents() = default;
};

} // namespace netsdk::session
