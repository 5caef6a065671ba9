#include "wire/text_message.h"

#include "wire/dvrip_header.h"
#include "wire/text.h"

#include <limits>

namespace netsdk::wire {

Result<TextMessage> TextMessage::parse(Bytes body, const Limits& limits)
{
    if (body.size() > limits.max_text)
        return Error::too_large;
    TextMessage message;
    std::string_view rest = until_zero(text_of(body));
    for (std::size_t lines = 0; !rest.empty(); ++lines) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.empty())
            break;
        if (lines == limits.max_text_lines)
            return Error::too_large;
        const std::size_t colon = line.find(':');
        const std::string_view key = trimmed(line.substr(0, colon));
        if (colon == std::string_view::npos || key.empty())
            continue;
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (has_control(key) || has_control(value))
            return Error::malformed;
        message.lines_.emplace_back(std::string(key), std::string(value));
    }
    if (message.lines_.empty())
        return Error::malformed;
    return message;
}

Status TextMessage::add(std::string_view key, std::string_view value)
{
    const bool clean = trimmed(key) == key && trimmed(value) == value && !has_control(key) && !has_control(value);
    if (key.empty() || key.find(':') != std::string_view::npos || !clean)
        return Error::invalid_argument;
    lines_.emplace_back(std::string(key), std::string(value));
    return success();
}

std::optional<std::string_view> TextMessage::find(std::string_view key) const noexcept
{
    for (const Line& line : lines_)
        if (same_word(line.key, key))
            return line.value;
    return std::nullopt;
}

std::optional<std::uint32_t> TextMessage::find_number(std::string_view key) const noexcept
{
    const auto text = find(key);
    const auto number = text ? decimal(*text, std::numeric_limits<std::uint32_t>::max()) : std::nullopt;
    if (!number)
        return std::nullopt;
    return static_cast<std::uint32_t>(*number);
}

std::string TextMessage::write() const
{
    std::string text;
    for (const Line& line : lines_)
        text.append(line.key).append(1, ':').append(line.value).append("\r\n");
    return text.append("\r\n");
}

Result<Buffer> TextMessage::frame() const
{
    return dvrip_frame(DvripHeader(Command::text, 0), bytes_of(write()));
}

} // namespace netsdk::wire
