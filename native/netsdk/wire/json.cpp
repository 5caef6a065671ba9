#include "wire/json.h"

#include "wire/text.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace netsdk::wire {

namespace {

// Depth and number of values are read off the brackets and commas outside of strings, in one pass that keeps nothing
// but two counts: the parser that follows keeps memory for each, so they are bounded before it begins.
bool within_shape(std::string_view text, const Limits& limits) noexcept
{
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
            if (++depth > limits.max_json_depth)
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
    const std::string_view inner = trimmed(text);
    if (!within_shape(inner, limits))
        return Error::too_deep;
    Json value = Json::parse(repaired_utf8(inner), nullptr, false);
    if (value.is_discarded())
        return Error::malformed;
    return value;
}

std::string write_json(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json* member(const Json* parent, std::string_view key)
{
    if (parent == nullptr || !parent->is_object())
        return nullptr;
    const auto found = parent->find(key);
    return found == parent->end() ? nullptr : &*found;
}

std::optional<std::string> text_member(const Json* parent, std::string_view key, std::size_t max_bytes)
{
    const Json* const value = member(parent, key);
    const auto* const text = value == nullptr ? nullptr : value->get_ptr<const std::string*>();
    if (text == nullptr)
        return std::nullopt;
    return display_text(*text, max_bytes);
}

std::optional<std::uint32_t> number_member(const Json* parent, std::string_view key)
{
    const Json* const value = member(parent, key);
    const auto* const number = value == nullptr ? nullptr : value->get_ptr<const std::int64_t*>();
    if (number == nullptr || *number < 0 || *number > std::numeric_limits<std::uint32_t>::max())
        return std::nullopt;
    return static_cast<std::uint32_t>(*number);
}

std::optional<bool> bool_member(const Json* parent, std::string_view key)
{
    const Json* const value = member(parent, key);
    const auto* const flag = value == nullptr ? nullptr : value->get_ptr<const bool*>();
    return flag == nullptr ? std::nullopt : std::optional(*flag);
}

} // namespace netsdk::wire
