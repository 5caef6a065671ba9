#pragma once

#include <cstdint>

namespace netsdk::session {

class Session;

/// What a login tells beyond its verdict; 0 where the device does not say.
struct DeviceFacts {
    std::uint32_t alarm_inputs = 0;
    std::uint32_t alarm_outputs = 0;
    std::uint32_t disks = 0;
};

/// Caller's thread: asks a device that has just accepted the login, all at once, for at most Settings::device_info. A
/// device that does not answer, or does not know the question, costs that time and no more.
[[nodiscard]] DeviceFacts ask_device_facts(Session& session);

} // namespace netsdk::session
