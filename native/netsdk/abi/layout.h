#pragma once

#include <cstdint>
#include <string_view>

namespace netsdk::abi {

inline constexpr std::uint32_t unknown_offset = 0xFFFFFFFFU;

/// sizeof of a struct of the C header by its name; 0 = unknown.
[[nodiscard]] std::uint32_t struct_size(std::string_view name) noexcept;

/// offsetof of a field; unknown_offset when there is none such.
[[nodiscard]] std::uint32_t field_offset(std::string_view name, std::string_view field) noexcept;

} // namespace netsdk::abi
