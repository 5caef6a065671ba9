#include "session/search_machine.h"

namespace netsdk::session {
namespace {

/// Without what devices write a MAC with or without; empty where it names no device.
[[nodiscard]] std::string mac_digits(const std::string& mac)
{
    std::string digits;
    for (const char c : mac)
        if (c != ':' && c != '-' && c != '.')
            digits.push_back(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
    return digits.find_first_not_of('0') == std::string::npos ? std::string() : digits;
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
    const auto& address = device.ipv4.address;
    const bool named = !mac.empty();
    // What tells no MAC by one of the two ways is known by its address alone, whatever the other answer tells.
    if ((named ? unnamed_ : places_).contains({other(kind), address}))
        return false;
    if (!told_.emplace(named ? Known{mac, {}} : Known{device.serial, address}).second)
        return false;
    if (kinds_ == SearchKinds::json)
        return true;
    places_.emplace(kind, address);
    if (!named)
        unnamed_.emplace(kind, address);
    return true;
}

} // namespace netsdk::session
