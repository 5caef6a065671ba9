#pragma once

#include "include/netsdk_open.h"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace netsdk::fuzz {

/// Freed when its view or search has been stopped: a callback after that would be seen.
struct Watcher {
    std::atomic<long> told{0};

    /// Until it was told so often, or not for long.
    void wait(long enough, std::chrono::milliseconds patience) const;
};

/// What a call that ends in a stop registers; the user value leads to a Watcher.
void on_frame(LLONG view, DWORD kind, BYTE* bytes, DWORD size, LLONG parameter, LDWORD to);
void on_device(LLONG search, DEVICE_NET_INFO_EX2* device, void* to);
void on_address(DEVICE_NET_INFO_EX* device, void* to);
/// The process's, for logins that are back.
void on_back(LLONG login, char* address, LONG port, LDWORD user);

/// Starts the library, with short times and the callbacks of the process.
[[nodiscard]] bool begin_calls(std::uint16_t discovery_port);

} // namespace netsdk::fuzz
