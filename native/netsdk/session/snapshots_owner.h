#pragma once

#include "session/taken_picture.h"

#include <cstdint>
#include <functional>
#include <string_view>

namespace netsdk::session {

/// The login whose pictures are taken; called on the strand only.
class SnapshotsOwner {
public:
    /// A picture that is asked for by its callback, or why there is none.
    virtual void on_picture(std::uint16_t serial, PictureResult picture) = 0;
    /// Whether the device may be asked now.
    [[nodiscard]] virtual bool may_ask() const = 0;
    /// The device's serial number, as it told at the login; may be empty.
    [[nodiscard]] virtual std::string_view serial() const noexcept = 0;
    /// Runs the body unless the login has ended; what is thrown ends it.
    virtual void run_guarded(const std::function<void()>& body) = 0;

protected:
    ~SnapshotsOwner() = default;
};

} // namespace netsdk::session
