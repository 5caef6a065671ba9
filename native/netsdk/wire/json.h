#pragma once

#include "wire/limits.h"
#include "wire/result.h"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netsdk::wire {

/// A value of JSON. It is destroyed without memory; built, copied or assigned without memory, it throws std::bad_alloc.
/// Not to be compared by ==: among objects that copies, and ends the process where it cannot.
using Json = boost::json::value;
using JsonObject = boost::json::object; ///< keeps the order in which its members were put
using JsonArray = boost::json::array;

/// Reads one JSON text that came from outside; line ends and zeros around it are allowed, what stands behind a zero is
/// not read, and bytes that are not UTF-8 become '?'. Depth and number of values are checked before anything is built.
/// Of members of one name the last counts.
/// Errors: too_large (Limits::max_json), too_deep (max_json_depth, max_json_values), malformed.
[[nodiscard]] Result<Json> parse_json(std::string_view text, const Limits& limits);

/// Writes a value as JSON text without line ends; bytes that are not UTF-8 become '?'.
[[nodiscard]] std::string write_json(const Json& value);

/// The member `key` of an object; null when `parent` is null, no object, or has none. Borrowed from `parent`.
[[nodiscard]] const Json* member(const Json* parent, std::string_view key) noexcept;

/// A value's text as it was sent; nothing when `value` is null or no text. Borrowed from `value`.
[[nodiscard]] std::optional<std::string_view> raw_text(const Json* value) noexcept;

/// A value that is a number, whole or not; nothing when it is none.
[[nodiscard]] std::optional<double> real_number(const Json& value) noexcept;

/// True, false, or whether a whole number is not 0; nothing when it is neither.
[[nodiscard]] std::optional<bool> flag_or_number(const Json& value) noexcept;

/// A value that is a whole number of 0 to 2^32-1; nothing when `value` is null or none.
[[nodiscard]] std::optional<std::uint32_t> whole_number(const Json* value) noexcept;

/// A member's text as display_text, at most `max_bytes`; nothing when it is none.
[[nodiscard]] std::optional<std::string> text_member(const Json* parent, std::string_view key, std::size_t max_bytes);

/// A member that is a whole_number; nothing when it is none.
[[nodiscard]] std::optional<std::uint32_t> number_member(const Json* parent, std::string_view key) noexcept;

/// A member that is true or false; nothing when it is none.
[[nodiscard]] std::optional<bool> bool_member(const Json* parent, std::string_view key) noexcept;

} // namespace netsdk::wire
