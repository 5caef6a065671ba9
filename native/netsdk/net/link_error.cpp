#include "net/link_error.h"

#include <asio/error.hpp>

namespace netsdk::net {

wire::Error error_of(const std::error_code& code, wire::Error otherwise)
{
    if (code == asio::error::connection_refused)
        return wire::Error::connection_refused;
    if (code == asio::error::host_unreachable || code == asio::error::network_unreachable)
        return wire::Error::unreachable;
    if (code == asio::error::no_descriptors || code == asio::error::no_memory || code == asio::error::no_buffer_space ||
        code == asio::error::address_in_use)
        return wire::Error::system;
    if (code == std::errc::address_not_available)
        return wire::Error::bad_address;
    return otherwise;
}

} // namespace netsdk::net
