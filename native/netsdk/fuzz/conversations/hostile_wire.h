#pragma once

#include "fuzz/conversations/mangler.h"

#include <cstdint>
#include <memory>

namespace netsdk::fuzz {

/// Stands between the library and a good device: what the library says goes through as it is, what the device says
/// through a Mangler for each connection. On a thread of its own.
class HostileWire {
public:
    HostileWire(std::uint16_t device, Mangler::Framing framing, std::uint64_t seed);
    ~HostileWire();
    HostileWire(const HostileWire&) = delete;
    HostileWire& operator=(const HostileWire&) = delete;

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// Connections there were.
    [[nodiscard]] long connections() const noexcept;

    struct Inside;

private:
    std::shared_ptr<Inside> inside_;
};

} // namespace netsdk::fuzz
