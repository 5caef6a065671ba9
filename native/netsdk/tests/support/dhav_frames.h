#pragma once

#include "wire/byte_writer.h"

#include <cstdint>
#include <string_view>

namespace netsdk::test {

/// A DHAV frame with a right header checksum and trailer. The layout is the one that several public demuxers agree on:
/// mark, type, three small numbers, sequence, length, packed time, milliseconds, length of the extension, sum of bytes
/// 0 to 22, extension, body, trailer.
[[nodiscard]] inline wire::Buffer dhav_frame(std::uint8_t type, std::string_view extension, std::string_view body)
{
    const auto length = static_cast<std::uint32_t>(24 + extension.size() + body.size() + 8);
    wire::ByteWriter writer;
    writer.text("DHAV").little(type).zeros(3).little(std::uint32_t{1}).little(length);
    writer.little(std::uint32_t{0x69222101}).little(std::uint16_t{40});
    writer.little(static_cast<std::uint8_t>(extension.size()));
    auto head = writer.take();
    unsigned sum = 0;
    for (const std::byte b : head)
        sum += std::to_integer<unsigned>(b);
    head.push_back(static_cast<std::byte>(sum & 0xff));
    return writer.bytes(head).text(extension).text(body).text("dhav").little(length).take();
}

} // namespace netsdk::test
