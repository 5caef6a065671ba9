#pragma once

#include "net/clock.h"
#include "wire/discovery.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>

namespace netsdk::session {

/// Which kinds of devices a search asks: those that answer by JSON, or the older ones too.
enum class SearchKinds : std::uint8_t { json, json_and_binary };

/// How a device answered.
enum class AnswerKind : std::uint8_t { json, binary };

/// When a search asks, and which answers are new. Pure.
class SearchMachine {
public:
    /// What to ask now.
    struct Questions {
        bool json = false;
        bool binary = false;
    };
    /// Devices that answer both ways tell more by JSON, so they have this time to be known by that.
    static constexpr net::Milliseconds binary_later{1500};

    SearchMachine(net::Time now, SearchKinds kinds) noexcept
        : next_(now), next_binary_(kinds == SearchKinds::json ? net::never : now + binary_later),
          often_until_(now + often), kinds_(kinds)
    {
    }

    /// A tick too early changes nothing.
    [[nodiscard]] Questions tick(net::Time now) noexcept;
    [[nodiscard]] net::Time deadline() const noexcept { return next_ < next_binary_ ? next_ : next_binary_; }

    /// True once per MAC, at whatever address it answers; a device that tells no MAC goes by its serial number and its
    /// address, and where it answers both ways by its address alone. Bounded: when too many were told, the next ones
    /// are not.
    [[nodiscard]] bool is_new(const wire::DiscoveredDevice& device, AnswerKind kind);

private:
    static constexpr net::Milliseconds often{10000};
    static constexpr std::size_t most_told = 65536;

    using Known = std::pair<std::string, std::string>; // a MAC, or a serial number and an address
    using Place = std::pair<AnswerKind, std::string>;  // an address by one of the two ways

    [[nodiscard]] net::Milliseconds interval(net::Time now) const noexcept;

    net::Time next_;
    net::Time next_binary_;
    net::Time often_until_;
    SearchKinds kinds_;
    std::set<Known> told_;
    std::set<Place> places_;  // of what was told, where both ways are asked
    std::set<Place> unnamed_; // of these, of what tells no MAC
};

} // namespace netsdk::session
