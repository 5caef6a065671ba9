#pragma once

#include "wire/result.h"

#include <asio/ip/tcp.hpp>
#include <optional>
#include <string_view>

namespace netsdk::net {

/// Where to connect to, and from which local address if that matters.
struct Target {
    asio::ip::tcp::endpoint device;
    std::optional<asio::ip::address> local;
};

/// An address literal (names are not resolved), a port from 1 to 65535, and a local literal or nothing.
[[nodiscard]] wire::Result<Target> parse_target(std::string_view address, long port, std::string_view local);

} // namespace netsdk::net
