#pragma once

#include "abi/answer.h"
#include "include/netsdk_open.h"

#include <cstring>
#include <string_view>

namespace netsdk::abi {

/// Writes a text and its 0 into a caller's buffer, or nothing of it where there is no room.
[[nodiscard]] inline Answer<BOOL> put_text(std::string_view text, char* buffer, std::uint32_t size)
{
    if (text.size() >= size)
        return Failure{NET_INSUFFICIENT_BUFFER};
    std::memcpy(buffer, text.data(), text.size());
    buffer[text.size()] = '\0';
    return TRUE;
}

} // namespace netsdk::abi
