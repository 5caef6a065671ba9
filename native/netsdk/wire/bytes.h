#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace netsdk::wire {

/// Bytes that somebody else owns; valid no longer than the call they are given to.
using Bytes = std::span<const std::byte>;

/// Bytes that the holder owns: a frame to be sent, or a copy that is kept.
using Buffer = std::vector<std::byte>;

/// The same bytes as characters; a view, like its argument. Characters may be anything, 0 and invalid UTF-8 included.
[[nodiscard]] inline std::string_view text_of(Bytes bytes) noexcept
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; // std::byte may be looked at as char
}

/// The same characters as bytes; a view, like its argument.
[[nodiscard]] inline Bytes bytes_of(std::string_view text) noexcept
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

} // namespace netsdk::wire
