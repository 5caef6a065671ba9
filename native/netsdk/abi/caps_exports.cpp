#include "abi/guarded.h"
#include "abi/ptz_caps.h"
#include "abi/text_buffer.h"
#include "include/netsdk_open.h"

#include <boost/json/value.hpp>

#include <cstring>

using namespace netsdk;
using abi::Answer;
using abi::guarded;

namespace {

constexpr std::uint32_t oldest_caps = 1436;

/// The size of the caller's struct; only its first field is read.
Answer<std::uint32_t> size_of_caps(const void* caps, std::uint32_t buffer)
{
    std::int32_t told = 0;
    if (buffer < oldest_caps)
        return wire::Error::invalid_size;
    std::memcpy(&told, caps, sizeof told);
    const auto size = abi::ptz_caps_size(told, buffer);
    if (!size)
        return wire::Error::invalid_size;
    return *size;
}

Answer<BOOL> parse(std::string_view text, void* out, std::uint32_t buffer, void* written)
{
    const auto json = wire::parse_json(text, wire::Limits{});
    if (!json)
        return json.error();
    auto caps = abi::parse_ptz_caps(json.value());
    if (!caps)
        return caps.error();
    const auto size = size_of_caps(out, buffer);
    if (!size)
        return abi::Failure{size.code()};
    caps.value().nStructSize = static_cast<std::int32_t>(size.value());
    std::memcpy(out, &caps.value(), size.value());
    const DWORD count = size.value();
    if (written != nullptr)
        std::memcpy(written, &count, sizeof count);
    return TRUE;
}

} // namespace

BOOL CLIENT_ParseData(char* szCommand, char* szInBuffer, void* lpOutBuffer, DWORD dwOutBufferSize,
                      void* pReserved) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        if (szCommand == nullptr || szInBuffer == nullptr || lpOutBuffer == nullptr)
            return wire::Error::invalid_argument;
        if (std::string_view(szCommand) != CFG_CAP_CMD_PTZ)
            return abi::Failure{NET_NOT_SUPPORTED};
        return parse(szInBuffer, lpOutBuffer, dwOutBufferSize, pReserved);
    });
}

BOOL CLIENT_PacketData(char* szCommand, void* lpInBuffer, DWORD dwInBufferSize, char* szOutBuffer,
                       DWORD dwOutBufferSize) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        if (szCommand == nullptr || lpInBuffer == nullptr || szOutBuffer == nullptr)
            return wire::Error::invalid_argument;
        if (std::string_view(szCommand) != CFG_CAP_CMD_PTZ)
            return abi::Failure{NET_NOT_SUPPORTED};
        const auto size = size_of_caps(lpInBuffer, dwInBufferSize);
        if (!size)
            return abi::Failure{size.code()};
        CFG_PTZ_PROTOCOL_CAPS_INFO caps{};
        std::memcpy(&caps, lpInBuffer, size.value());
        return abi::put_text(wire::write_json(abi::write_ptz_caps(caps)), szOutBuffer, dwOutBufferSize);
    });
}
