#include "net/local_addresses.h"

#include <cstring>
#include <ifaddrs.h>
#include <memory>
#include <net/if.h>
#include <netinet/in.h>
#include <optional>

namespace netsdk::net {
namespace {
[[nodiscard]] std::optional<asio::ip::address_v4> ipv4_of(const sockaddr* address)
{
    if (address == nullptr || address->sa_family != AF_INET)
        return std::nullopt;
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    return asio::ip::address_v4(ntohl(in.sin_addr.s_addr));
}
} // namespace

std::vector<LocalAddress> local_addresses()
{
    ifaddrs* first = nullptr;
    if (::getifaddrs(&first) != 0)
        return {};
    const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> owner(first, ::freeifaddrs);
    std::vector<LocalAddress> all;
    for (const ifaddrs* at = first; at != nullptr; at = at->ifa_next) {
        const auto address = ipv4_of(at->ifa_addr);
        const auto mask = ipv4_of(at->ifa_netmask);
        if (!address || !mask || (at->ifa_flags & IFF_UP) == 0)
            continue;
        all.push_back({*address, asio::ip::address_v4(address->to_uint() | ~mask->to_uint())});
    }
    return all;
}

} // namespace netsdk::net
