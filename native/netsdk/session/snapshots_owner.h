#pragma once

#include "wire/bytes.h"
#include "wire/result.h"

#include <cstdint>

namespace netsdk::session {

/// Who gets the pictures of a login; called on the strand only.
class SnapshotsOwner {
public:
    /// A picture that is asked for by its callback, or why there is none.
    virtual void on_picture(std::uint16_t serial, wire::Result<wire::Buffer> picture) = 0;
    /// Whether the device may be asked now.
    [[nodiscard]] virtual bool may_ask() const = 0;

protected:
    ~SnapshotsOwner() = default;
};

} // namespace netsdk::session
