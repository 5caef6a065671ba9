#pragma once

#include <asio/ip/address_v4.hpp>
#include <vector>

namespace netsdk::net {

/// An IPv4 address of this machine and the broadcast address of its network.
struct LocalAddress {
    asio::ip::address_v4 address;
    asio::ip::address_v4 broadcast; ///< loopback: 127.255.255.255
    [[nodiscard]] bool operator==(const LocalAddress&) const = default;
};

/// Those of all interfaces that are up.
[[nodiscard]] std::vector<LocalAddress> local_addresses();

} // namespace netsdk::net
