#include "wire/cgi_text.h"

#include "wire/text.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace netsdk::wire {
namespace {

constexpr std::string_view ok = "OK";
constexpr std::string_view error = "Error";
constexpr std::string_view bad_request = "Bad Request!";
constexpr std::string_view invalid_authority = "Invalid Authority!";
constexpr std::string_view line_end = "\r\n";

/// Takes the next line, trimmed, from the front of a text.
std::string_view take_line(std::string_view& text) noexcept
{
    const std::size_t end = text.find('\n');
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

bool is_letter(char c) noexcept
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_key(std::string_view text) noexcept
{
    const auto can_be_printed = [](char c) { return c > ' ' && c < '\x7f'; };
    return !text.empty() && is_letter(text.front()) && std::ranges::all_of(text, can_be_printed);
}

std::optional<CgiText::Pair> pair_of(std::string_view line) noexcept
{
    const std::size_t sign = line.find('=');
    const auto key = trimmed(line.substr(0, sign));
    if (sign == std::string_view::npos || !is_key(key))
        return std::nullopt;
    return CgiText::Pair{key, trimmed(line.substr(sign + 1))};
}

/// "Error" is a word there: neither the key ErrorID nor a key Error.
bool begins_with_error(std::string_view line) noexcept
{
    constexpr std::string_view behind = " \t:";
    return line.starts_with(error) &&
           (line.size() == error.size() || behind.find(line[error.size()]) != std::string_view::npos);
}

std::string_view behind_error(std::string_view text) noexcept
{
    text.remove_prefix(error.size());
    if (text.starts_with(':'))
        text.remove_prefix(1);
    return trimmed(text);
}

} // namespace

// The forms are those of the maker's HTTP API and of its clients (AMCGO, AMC http.py, VTO client.py). "Invalid
// Authority!" alone is what a device without a password says; behind "Error" it is told for a wrong one
// (`Error ErrorID = 0, Detail = Invalid Authority!`, a public client of Amcrest cameras) [?].
Result<CgiText> CgiText::parse(Bytes body, const Limits& limits)
{
    if (body.empty())
        return Error::unexpected_answer;
    if (body.size() > limits.max_cgi)
        return Error::too_large;
    const auto all = trimmed(until_zero(text_of(body)));
    auto rest = all;
    const auto first = take_line(rest);
    CgiText text;
    const auto refused = [&](CgiRefusal how, std::string_view words) {
        text.kind_ = Kind::refused;
        text.refusal_ = how;
        text.words_ = words;
        return text;
    };
    if (begins_with_error(first))
        return refused(CgiRefusal::error, behind_error(all));
    if (first.starts_with(bad_request))
        return refused(CgiRefusal::bad_request, all);
    if (first.starts_with(invalid_authority))
        return refused(CgiRefusal::invalid_authority, all);
    text.kind_ = first == ok ? Kind::done : Kind::values;
    if (text.kind_ == Kind::values && !pair_of(first))
        return Error::malformed;
    if (const auto read = text.read_pairs(text.kind_ == Kind::done ? rest : all, limits); !read)
        return read.error();
    return text;
}

Status CgiText::read_pairs(std::string_view lines, const Limits& limits)
{
    for (std::size_t count = 0; !lines.empty();) {
        const auto line = take_line(lines);
        if (line.empty())
            continue;
        if (count++ == limits.max_cgi_lines)
            return Error::too_large;
        const auto pair = pair_of(line);
        if (!pair)
            continue;
        if (pair->key.size() > limits.max_cgi_key)
            return Error::too_large;
        pairs_.push_back(*pair);
    }
    by_key_.resize(pairs_.size());
    std::iota(by_key_.begin(), by_key_.end(), std::uint32_t{0});
    std::ranges::sort(by_key_, {}, [&](std::uint32_t at) { return std::pair(pairs_[at].key, at); });
    return success();
}

std::optional<std::string_view> CgiText::find(std::string_view key) const
{
    const auto key_at = [&](std::uint32_t at) { return pairs_[at].key; };
    const auto found = std::ranges::lower_bound(by_key_, key, {}, key_at);
    if (found == by_key_.end() || key_at(*found) != key)
        return std::nullopt;
    return pairs_[*found].value;
}

std::string CgiText::shown_words(std::size_t max_bytes) const
{
    std::string line;
    for (auto rest = words_; !rest.empty() && line.size() <= max_bytes;) {
        const auto next = take_line(rest);
        if (!next.empty())
            line.append(line.empty() ? "" : " ").append(next);
    }
    return display_text(line, max_bytes);
}

std::string CgiText::write() const
{
    std::string text;
    if (kind_ == Kind::done)
        text.append(ok).append(line_end);
    if (refusal_ == CgiRefusal::error)
        text.append(error).append(line_end);
    if (!words_.empty())
        text.append(words_).append(line_end);
    for (const Pair& pair : pairs_)
        text.append(pair.key).append(1, '=').append(pair.value).append(line_end);
    return text;
}

} // namespace netsdk::wire
