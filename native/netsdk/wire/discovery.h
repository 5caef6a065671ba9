#pragma once

#include "wire/bytes.h"
#include "wire/limits.h"
#include "wire/result.h"

#include <cstdint>
#include <string>

namespace netsdk::wire {

/// What a device tells of itself when it is searched for. Everything is its own claim; texts are fit to be shown
/// (valid UTF-8, no control characters) and bounded; what it left out is empty, 0 or false.
struct DiscoveredDevice {
    struct Address {
        std::string address;
        std::string mask; ///< IPv6: the link-local address instead
        std::string gateway;
        bool dhcp = false;

        [[nodiscard]] bool operator==(const Address&) const = default;
    };
    std::string mac;
    Address ipv4;
    Address ipv6;
    std::uint16_t port = 0;
    std::uint16_t http_port = 0;
    std::string device_class; ///< NVR, IPC, …
    std::string device_type;  ///< the model
    std::string device_id;
    std::string serial;
    std::string version;
    std::string vendor;
    std::string manufacturer;
    std::string machine_name;
    std::string find;       ///< ways to reset the password: A phone, B e-mail
    std::uint32_t init = 0; ///< bit field; the low two bits: 1 not initialised, 2 initialised
    std::uint32_t unlogin_functions = 0;
    std::uint16_t video_inputs = 0;
    std::uint16_t remote_video_inputs = 0;
    std::uint16_t video_outputs = 0;
    std::uint16_t alarm_inputs = 0;
    std::uint16_t alarm_outputs = 0;

    [[nodiscard]] bool operator==(const DiscoveredDevice&) const = default;
};

/// The UDP port devices are searched on.
inline constexpr std::uint16_t discovery_port = 37810;

/// The datagram that asks every device that hears it to tell of itself.
[[nodiscard]] Buffer discovery_request();

/// Reads a device's answer. Errors: those of dhip_datagram and parse_json; unexpected_answer (another method, such as
/// somebody's request that the broadcast brought here), malformed (no deviceInfo, or neither MAC nor serial).
[[nodiscard]] Result<DiscoveredDevice> parse_discovery_reply(Bytes datagram, const Limits& limits);

/// The answer that a device would give; for peers in tests and fuzz corpora.
[[nodiscard]] Result<Buffer> discovery_reply(const DiscoveredDevice& device);

} // namespace netsdk::wire
