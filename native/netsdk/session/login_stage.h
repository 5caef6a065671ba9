#pragma once

#include <cstdint>

namespace netsdk::session {

/// How far a login came. From `sent` on, the device may have counted the attempt.
enum class LoginStage : std::uint8_t {
    not_connected = 0,
    connected = 1,
    challenged = 2, ///< the challenge came; no proof has left
    sent = 3,       ///< the packet with the proof may have left
    answered = 4,
};

} // namespace netsdk::session
