#include "session/search_machine.h"

namespace netsdk::session {
namespace {

/// Without what devices write a MAC with or without.
[[nodiscard]] std::string mac_digits(const std::string& mac)
{
    std::string digits;
    for (const char c : mac)
        if (c != ':' && c != '-' && c != '.')
            digits.push_back(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
    return digits;
}

[[nodiscard]] AnswerKind other(AnswerKind kind) noexcept
{
    return kind == AnswerKind::json ? AnswerKind::binary : AnswerKind::json;
}

} // namespace

SearchMachine::Questions SearchMachine::tick(net::Time now) noexcept
{
    const Questions due{now >= next_, now >= next_binary_};
    if (due.json)
        next_ = now + interval(now);
    if (due.binary)
        next_binary_ = now + interval(now);
    return due;
}

net::Milliseconds SearchMachine::interval(net::Time now) const noexcept
{
    return now < often_until_ ? net::Milliseconds(1000) : net::Milliseconds(10000);
}

bool SearchMachine::is_new(const wire::DiscoveredDevice& device, AnswerKind kind)
{
    if (told_.size() >= most_told)
        return false;
    const auto mac = mac_digits(device.mac);
    const bool by_mac = !mac.empty();
    if (marks_.contains({other(kind), by_mac ? mac : device.ipv4.address}))
        return false;
    // What told no MAC is known by its address alone, whatever the other answer tells.
    if (by_mac && kind == AnswerKind::json && marks_.contains({AnswerKind::binary, device.ipv4.address}))
        return false;
    const bool fresh = told_.emplace(device.serial.empty() ? device.mac : device.serial, device.ipv4.address).second;
    if (!fresh || kinds_ == SearchKinds::json)
        return fresh;
    if (by_mac)
        marks_.emplace(kind, mac);
    if (!by_mac || kind == AnswerKind::json)
        marks_.emplace(kind, device.ipv4.address);
    return true;
}

} // namespace netsdk::session
