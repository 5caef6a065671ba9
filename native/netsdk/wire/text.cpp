#include "wire/text.h"

#include <algorithm>

namespace netsdk::wire {

namespace {

constexpr std::string_view blanks{" \t\r\n\0", 5};

char lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_control(char c) noexcept
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool within(std::string_view text, std::size_t at, unsigned low, unsigned high) noexcept
{
    return at < text.size() && static_cast<unsigned char>(text[at]) >= low &&
           static_cast<unsigned char>(text[at]) <= high;
}

// U+0080 to U+009F: some terminals obey them as they obey escape sequences.
bool is_c1_control(std::string_view text, std::size_t at) noexcept
{
    return text[at] == '\xc2' && within(text, at + 1, 0x80, 0x9f);
}

// Length of the UTF-8 character at `at`, 0 when none is there (RFC 3629: no overlong form, no surrogate, ≤ U+10FFFF).
std::size_t utf8_length(std::string_view text, std::size_t at) noexcept
{
    const auto tails = [&](std::size_t first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            if (!within(text, at + first + i, 0x80, 0xbf))
                return false;
        return true;
    };
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return tails(1, 1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const unsigned low = lead == 0xe0 ? 0xa0 : 0x80;
        const unsigned high = lead == 0xed ? 0x9f : 0xbf;
        return within(text, at + 1, low, high) && tails(2, 1) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const unsigned low = lead == 0xf0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xf4 ? 0x8f : 0xbf;
        return within(text, at + 1, low, high) && tails(2, 2) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::string_view trimmed(std::string_view text) noexcept
{
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view until_zero(std::string_view text) noexcept
{
    return text.substr(0, text.find('\0'));
}

bool same_word(std::string_view left, std::string_view right) noexcept
{
    return std::ranges::equal(left, right, {}, lower, lower);
}

bool has_control(std::string_view text) noexcept
{
    return std::ranges::any_of(text, is_control);
}

bool is_user_name(std::string_view text) noexcept
{
    constexpr std::size_t longest = 128;
    return !text.empty() && text.size() <= longest && !has_control(text) && text.find("&&") == std::string_view::npos;
}

std::optional<std::uint64_t> decimal(std::string_view text, std::uint64_t max) noexcept
{
    if (text.empty())
        return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (digit > max || value > (max - digit) / 10)
            return std::nullopt;
        value = 10 * value + digit;
    }
    return value;
}

std::string repaired_utf8(std::string_view text)
{
    std::string repaired;
    repaired.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8_length(text, at);
        if (length == 0)
            repaired += '?';
        else
            repaired += text.substr(at, length);
        at += std::max<std::size_t>(length, 1);
    }
    return repaired;
}

std::string display_text(std::string_view text, std::size_t max_bytes)
{
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8_length(text, at);
        const bool fit = length > 0 && !is_control(text[at]) && !is_c1_control(text, at);
        const std::string_view piece = fit ? text.substr(at, length) : "?";
        if (piece.size() > max_bytes - shown.size())
            break;
        shown += piece;
        at += std::max<std::size_t>(length, 1);
    }
    return shown;
}

} // namespace netsdk::wire
