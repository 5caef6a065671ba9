#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netsdk::wire {

/// Without blanks, tabs, line ends and zeros at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// Up to the first 0, or all of it.
[[nodiscard]] std::string_view until_zero(std::string_view text) noexcept;

/// Equal but for the case of ASCII letters.
[[nodiscard]] bool same_word(std::string_view left, std::string_view right) noexcept;

/// Whether a character below 0x20, or 0x7f, is in it.
[[nodiscard]] bool has_control(std::string_view text) noexcept;

/// Whether a login can carry it as the name of a user: not empty, at most 128 bytes, neither "&&" nor control
/// characters.
[[nodiscard]] bool is_user_name(std::string_view text) noexcept;

/// A decimal number that is the whole of the text; nothing when it is not, or passes `max`.
[[nodiscard]] std::optional<std::uint64_t> decimal(std::string_view text, std::uint64_t max) noexcept;

/// The text with each byte that is not part of valid UTF-8 replaced by '?': old devices send names in GBK.
[[nodiscard]] std::string repaired_utf8(std::string_view text);

/// What a device calls something, fit to be kept and shown: repaired_utf8, control characters replaced by '?', cut to
/// at most `max_bytes` at the edge of a character.
[[nodiscard]] std::string display_text(std::string_view text, std::size_t max_bytes);

} // namespace netsdk::wire
