#pragma once

#include <cstdint>
#include <string_view>

namespace netsdk::wire {

/// A rule that a new password breaks. The first five are those of the manual's appendix on security, the others what
/// devices ask beyond them; numbers are told by the ABI.
enum class PasswordRule : std::uint8_t {
    none = 0,
    too_short = 1,     ///< fewer than 8 characters
    one_kind = 2,      ///< fewer than two of: lower-case letters, upper-case letters, digits, symbols
    has_name = 3,      ///< the account's name, or that name backwards, is in it, in whatever case
    continuous = 4,    ///< three characters that follow each other, up or down, such as 123, abc or CBA
    overlapped = 5,    ///< three times the same character, such as 111 or aaa
    too_long = 6,      ///< more than 32 characters
    bad_character = 7, ///< a blank, ' " ; : &, or what is no printable ASCII
};

/// The first rule that the password breaks, in the order bad_character, too_short, too_long, then by number; none when
/// it may be set. Pure, and the same on every device.
[[nodiscard]] PasswordRule broken_rule(std::string_view password, std::string_view account) noexcept;

} // namespace netsdk::wire
