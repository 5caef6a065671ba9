#include "wire/json.h"

#include "wire/json_builder.h"
#include "wire/text.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <limits>

namespace netsdk::wire {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// Depth and number of values are read off the brackets and commas outside of strings, in one pass that keeps nothing
// but two counts: the parser that follows keeps memory for each, so they are bounded before it begins.
bool within_shape(std::string_view text, const Limits& limits) noexcept
{
    const std::size_t deepest = std::min(limits.max_json_depth, deepest_json);
    std::size_t depth = 0;
    std::size_t values = 1;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            at += c == '\\' ? 1 : 0;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            ++values;
            if (++depth > deepest)
                return false;
        } else if (c == ']' || c == '}') {
            depth -= depth > 0 ? 1 : 0;
        } else if (c == ',') {
            ++values;
        }
        if (values > limits.max_json_values)
            return false;
    }
    return true;
}

} // namespace

Result<Json> parse_json(std::string_view text, const Limits& limits)
{
    if (text.size() > limits.max_json)
        return Error::too_large;
    std::string_view inner = until_zero(trimmed(text));
    if (!within_shape(inner, limits))
        return Error::too_deep;
    if (inner.starts_with(byte_order_mark))
        inner.remove_prefix(byte_order_mark.size());
    const std::string whole = repaired_utf8(inner);
    boost::json::parse_options options;
    options.max_depth = deepest_json;
    boost::json::basic_parser<JsonBuilder> parser(options);
    boost::json::error_code failed;
    const std::size_t read = parser.write_some(false, whole.data(), whole.size(), failed);
    if (failed || read != whole.size())
        return Error::malformed;
    return parser.handler().release();
}

const Json* member(const Json* parent, std::string_view key) noexcept
{
    const auto* const object = parent == nullptr ? nullptr : parent->if_object();
    return object == nullptr ? nullptr : object->if_contains(key);
}

std::optional<std::string_view> raw_text(const Json* value) noexcept
{
    const auto* const text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::nullopt : std::optional(std::string_view(text->data(), text->size()));
}

std::optional<double> real_number(const Json& value) noexcept
{
    if (const auto* const whole = value.if_int64())
        return static_cast<double>(*whole);
    if (const auto* const whole = value.if_uint64())
        return static_cast<double>(*whole);
    const auto* const real = value.if_double();
    return real == nullptr ? std::nullopt : std::optional(*real);
}

std::optional<bool> flag_or_number(const Json& value) noexcept
{
    if (const auto* const flag = value.if_bool())
        return *flag;
    if (const auto* const whole = value.if_int64())
        return *whole != 0;
    const auto* const whole = value.if_uint64();
    return whole == nullptr ? std::nullopt : std::optional(*whole != 0);
}

std::optional<std::uint32_t> whole_number(const Json* value) noexcept
{
    constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
    if (value == nullptr)
        return std::nullopt;
    if (const auto* const number = value->if_int64(); number != nullptr && *number >= 0 && *number <= most)
        return static_cast<std::uint32_t>(*number);
    if (const auto* const number = value->if_uint64(); number != nullptr && *number <= most)
        return static_cast<std::uint32_t>(*number);
    return std::nullopt;
}

std::optional<std::string> text_member(const Json* parent, std::string_view key, std::size_t max_bytes)
{
    const auto text = raw_text(member(parent, key));
    return text ? std::optional(display_text(*text, max_bytes)) : std::nullopt;
}

std::optional<std::uint32_t> number_member(const Json* parent, std::string_view key) noexcept
{
    return whole_number(member(parent, key));
}

std::optional<bool> bool_member(const Json* parent, std::string_view key) noexcept
{
    const Json* const value = member(parent, key);
    const auto* const flag = value == nullptr ? nullptr : value->if_bool();
    return flag == nullptr ? std::nullopt : std::optional(*flag);
}

} // namespace netsdk::wire
