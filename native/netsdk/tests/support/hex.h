#pragma once

#include "wire/bytes.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace netsdk::test {

/// Bytes from hexadecimal text; blanks and line ends between digits mean nothing. Throws on anything else.
[[nodiscard]] inline wire::Buffer from_hex(std::string_view text)
{
    const auto digit = [](char c) -> unsigned {
        if (c >= '0' && c <= '9')
            return static_cast<unsigned>(c - '0');
        if (c >= 'a' && c <= 'f')
            return static_cast<unsigned>(c - 'a') + 10;
        if (c >= 'A' && c <= 'F')
            return static_cast<unsigned>(c - 'A') + 10;
        throw std::invalid_argument("not a hexadecimal digit");
    };
    std::string digits;
    for (const char c : text)
        if (c != ' ' && c != '\n')
            digits += c;
    if (digits.size() % 2 != 0)
        throw std::invalid_argument("an odd number of digits");
    wire::Buffer bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        bytes.push_back(static_cast<std::byte>(digit(digits[i]) << 4 | digit(digits[i + 1])));
    return bytes;
}

/// The same bytes as lower-case hexadecimal text, for messages of failed checks.
[[nodiscard]] inline std::string to_hex(wire::Bytes bytes)
{
    std::string text;
    for (const std::byte b : bytes)
        for (const unsigned nibble : {std::to_integer<unsigned>(b) >> 4, std::to_integer<unsigned>(b) & 15U})
            text += "0123456789abcdef"[nibble];
    return text;
}

/// A copy of a text's characters as bytes.
[[nodiscard]] inline wire::Buffer buffer_of(std::string_view text)
{
    const auto bytes = wire::bytes_of(text);
    return {bytes.begin(), bytes.end()};
}

/// All pieces in a row.
template <class... Pieces>
[[nodiscard]] wire::Buffer joined(const Pieces&... pieces)
{
    wire::Buffer all;
    (all.insert(all.end(), pieces.begin(), pieces.end()), ...);
    return all;
}

} // namespace netsdk::test
