#include "net/target.h"

#include <string>

namespace netsdk::net {

wire::Result<Target> parse_target(std::string_view address, long port, std::string_view local)
{
    if (port < 1 || port > 65535)
        return wire::Error::invalid_argument;
    std::error_code error;
    Target target;
    const auto device = asio::ip::make_address(std::string(address), error);
    if (error || device.is_unspecified() || device.is_multicast())
        return wire::Error::bad_address;
    target.device = {device, static_cast<asio::ip::port_type>(port)};
    if (local.empty())
        return target;
    target.local = asio::ip::make_address(std::string(local), error);
    if (error || target.local->is_v4() != device.is_v4())
        return wire::Error::bad_address;
    return target;
}

} // namespace netsdk::net
