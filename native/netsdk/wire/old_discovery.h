#pragma once

#include "wire/discovery.h"

namespace netsdk::wire {

/// The UDP port of the binary search, which devices answer that were made before the search by JSON. All of it is known
/// from one public source.
inline constexpr std::uint16_t old_discovery_port = 5050;

/// The datagram that asks every device that hears it to tell of itself.
[[nodiscard]] Buffer old_discovery_request();

/// Whether a datagram is of the binary kind at all.
[[nodiscard]] bool is_old_discovery(Bytes datagram) noexcept;

/// Reads a device's answer: its addresses, name, ports, and of the words behind them type and serial number; a version
/// or a MAC only where one of the further words has that form. Errors: unexpected_answer (another command), malformed
/// (shorter than its fixed part, or without an address).
[[nodiscard]] Result<DiscoveredDevice> parse_old_discovery_reply(Bytes datagram);

/// The answer that a device would give; for peers in tests and fuzz corpora.
[[nodiscard]] Result<Buffer> old_discovery_reply(const DiscoveredDevice& device);

} // namespace netsdk::wire
