#pragma once

#include "tests/net/loopback_device.h"
#include "tests/net/loopback_http.h"
#include "tests/support/envelope_opener.h"
#include "wire/discovery.h"

#include <vector>

namespace netsdk::fuzz {

/// A device that says the right things, on all its ports, and beside it one that has no password yet.
class GoodDevice {
public:
    static constexpr const char* bare_mac = "90:02:a9:00:00:02";

    GoodDevice();

    [[nodiscard]] std::uint16_t port() const noexcept { return device_.port(); }
    [[nodiscard]] std::uint16_t http_port() const noexcept { return pictures_.port(); }
    [[nodiscard]] std::uint16_t bare_http_port() const noexcept { return outside_.port(); }
    /// What both answer to a search that says that they speak HTTP there.
    [[nodiscard]] static std::vector<wire::DiscoveredDevice> announced(std::uint16_t port, std::uint16_t http_port,
                                                                       std::uint16_t bare_http_port);

private:
    [[nodiscard]] test::LoopbackHttp::Answer initialise(const test::LoopbackHttp::Request& request) const;

    const test::EnvelopeOpener key_;
    test::LoopbackDevice device_{{.frame_interval_ms = 2, .keeps_calls = false}};
    test::LoopbackHttp pictures_;
    test::LoopbackHttp outside_;
};

} // namespace netsdk::fuzz
