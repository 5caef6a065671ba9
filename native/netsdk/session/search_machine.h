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

    /// True once per serial number and address; a device without a serial number goes by its MAC. One that was told by
    /// the other kind of answer is not new: it is known by its MAC, or by its address where the binary answer has none.
    /// Bounded: when too many were told, the next ones are not.
    [[nodiscard]] bool is_new(const wire::DiscoveredDevice& device, AnswerKind kind);

private:
    static constexpr net::Milliseconds often{10000};
    static constexpr std::size_t most_told = 65536;

    [[nodiscard]] net::Milliseconds interval(net::Time now) const noexcept;

    net::Time next_;
    net::Time next_binary_;
    net::Time often_until_;
    SearchKinds kinds_;
    std::set<std::pair<std::string, std::string>> told_;
    std::set<std::pair<AnswerKind, std::string>> marks_; // MACs and addresses of what was told, by kind
};

} // namespace netsdk::session
