#pragma once

#include "wire/limits.h"
#include "wire/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netsdk::wire {

using Json = nlohmann::json;

/// Reads one JSON text that came from outside; line ends and zeros around it are allowed, and bytes that are not UTF-8
/// become '?'. Depth and number of values are checked before anything is built.
/// Errors: too_large (Limits::max_json), too_deep (max_json_depth, max_json_values), malformed.
[[nodiscard]] Result<Json> parse_json(std::string_view text, const Limits& limits);

/// Writes a value as JSON text without line ends; never throws on text that is not UTF-8.
[[nodiscard]] std::string write_json(const Json& value);

/// The member `key` of an object; null when `parent` is null, no object, or has none. Borrowed from `parent`.
[[nodiscard]] const Json* member(const Json* parent, std::string_view key);

/// A member's text as display_text, at most `max_bytes`; nothing when it is none.
[[nodiscard]] std::optional<std::string> text_member(const Json* parent, std::string_view key, std::size_t max_bytes);

/// A member that is a whole number of 0 to 2^32-1; nothing when it is none.
[[nodiscard]] std::optional<std::uint32_t> number_member(const Json* parent, std::string_view key);

/// A member that is true or false; nothing when it is none.
[[nodiscard]] std::optional<bool> bool_member(const Json* parent, std::string_view key);

} // namespace netsdk::wire
