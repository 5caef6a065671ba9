#pragma once

#include "wire/result.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <type_traits>

namespace netsdk::abi {

/// A size that some generation of a struct had, and how much of it are fields: what follows is padding.
struct Generation {
    std::uint32_t size;
    std::uint32_t fields;
};

/// The first bytes of the caller's struct, the others being 0. In place: a struct may hold a password, and who gets it
/// can wipe only what he holds.
template <class Struct>
[[nodiscard]] wire::Result<Struct> beginning_of(const Struct* from, std::uint32_t size)
{
    wire::Result<Struct> copy{Struct{}};
    std::memcpy(&copy.value(), from, size);
    return copy;
}

/// The caller's struct as the newest generation, what its dwSize does not cover being 0.
template <class Struct>
[[nodiscard]] wire::Result<Struct> copy_in(const Struct* from, std::initializer_list<Generation> generations)
{
    static_assert(std::is_trivially_copyable_v<Struct>);
    if (from == nullptr)
        return wire::Error::invalid_argument;
    std::uint32_t size = 0;
    std::memcpy(&size, from, sizeof size);
    for (const auto& generation : generations)
        if (generation.size == size)
            return beginning_of(from, generation.fields);
    return wire::Error::invalid_size;
}

/// Writes a struct of the one size it ever had; its dwSize was checked by copy_in.
template <class Struct>
void copy_out(Struct* to, Struct value)
{
    value.dwSize = sizeof(Struct);
    std::memcpy(to, &value, sizeof(Struct));
}

/// Writes as much of a struct as the caller's dwSize covers, which stays: callers of every version.
template <class Struct>
[[nodiscard]] wire::Status write_up_to(Struct* to, Struct value)
{
    static_assert(std::is_trivially_copyable_v<Struct>);
    if (to == nullptr)
        return wire::Error::invalid_argument;
    std::uint32_t size = 0;
    std::memcpy(&size, to, sizeof size);
    if (size <= sizeof size)
        return wire::Error::invalid_size;
    value.dwSize = size;
    std::memcpy(to, &value, std::min<std::size_t>(size, sizeof value));
    return wire::success();
}

/// A text field: up to its 0, or all of it.
template <std::size_t Size>
[[nodiscard]] std::string_view text_in(const char (&field)[Size]) noexcept
{
    return {field, ::strnlen(field, Size)};
}

/// Writes a text field, cut where it must be but never inside a character, always ended by 0.
template <class Character, std::size_t Size>
void text_out(Character (&field)[Size], std::string_view text) noexcept
{
    static_assert(sizeof(Character) == 1);
    auto length = text.size() < Size ? text.size() : Size - 1;
    while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        --length;
    std::memset(field, 0, Size);
    std::memcpy(field, text.data(), length);
}

} // namespace netsdk::abi
