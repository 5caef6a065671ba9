#pragma once

#include "net/clock.h"
#include "wire/discovery.h"

#include <set>
#include <string>
#include <utility>

namespace netsdk::session {

/// When a search asks, and which answers are new. Pure.
class SearchMachine {
public:
    explicit SearchMachine(net::Time now) noexcept : next_(now), often_until_(now + often) {}

    /// Whether to ask now; a tick too early changes nothing.
    [[nodiscard]] bool tick(net::Time now) noexcept
    {
        if (now < next_)
            return false;
        next_ = now + (now < often_until_ ? net::Milliseconds(1000) : net::Milliseconds(10000));
        return true;
    }
    [[nodiscard]] net::Time deadline() const noexcept { return next_; }

    /// True once per serial number and address; a device without a serial number goes by its MAC. Bounded: when too
    /// many were told, the next ones are not.
    [[nodiscard]] bool is_new(const wire::DiscoveredDevice& device)
    {
        if (told_.size() >= most_told)
            return false;
        return told_.emplace(device.serial.empty() ? device.mac : device.serial, device.ipv4.address).second;
    }

private:
    static constexpr net::Milliseconds often{10000};
    static constexpr std::size_t most_told = 65536;

    net::Time next_;
    net::Time often_until_;
    std::set<std::pair<std::string, std::string>> told_;
};

} // namespace netsdk::session
