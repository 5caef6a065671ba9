#pragma once

#include "wire/stream_requests.h"

#include <cstdint>

namespace netsdk::streams {

/// What a stream asks of the device over its login's control connection.
struct StreamOrder {
    enum class Kind : std::uint8_t { reserve, start, stop, release };
    Kind kind = Kind::reserve;
    wire::LiveTarget target;      ///< for start and stop
    std::uint32_t connection = 0; ///< the reserved sub-connection; not for reserve
};

} // namespace netsdk::streams
