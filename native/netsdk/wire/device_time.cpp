#include "wire/device_time.h"

#include "wire/text.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace netsdk::wire {

namespace {

constexpr std::size_t max_text = 32;

// The number up to `end`, which is taken off too; an `end` of 0 means the rest.
std::optional<int> next_number(std::string_view& rest, char end)
{
    const auto at = end == '\0' ? rest.size() : rest.find(end);
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto number = decimal(rest.substr(0, at), 9999);
    rest.remove_prefix(end == '\0' ? at : at + 1);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

} // namespace

bool DeviceTime::valid() const noexcept
{
    if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    return date.ok() && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
}

Result<DeviceTime> parse_device_time(std::string_view text)
{
    std::string_view rest = trimmed(text);
    std::array<int, 6> parts{};
    constexpr std::string_view ends("--"
                                    " ::"
                                    "\0",
                                    6);
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto number = next_number(rest, ends[part]);
        if (!number)
            return Error::malformed;
        parts[part] = *number;
    }
    const DeviceTime time{parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]};
    if (!time.valid())
        return Error::malformed;
    return time;
}

std::string write_device_time(const DeviceTime& time)
{
    std::array<char, 80> text{};
    const auto size = std::snprintf(text.data(), text.size(), "%04d-%02d-%02d %02d:%02d:%02d", time.year, time.month,
                                    time.day, time.hour, time.minute, time.second);
    return {text.data(), static_cast<std::size_t>(size)};
}

Result<DeviceTime> current_time(const RpcMessage& answer)
{
    if (const auto text = text_member(&answer.params, "time", max_text))
        return parse_device_time(*text);
    if (const auto text = raw_text(&answer.result))
        return parse_device_time(*text);
    return Error::malformed;
}

} // namespace netsdk::wire
