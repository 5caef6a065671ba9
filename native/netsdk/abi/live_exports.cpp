#include "abi/guarded.h"
#include "abi/library.h"
#include "abi/trampoline.h"
#include "include/netsdk_open.h"

#include <optional>

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Library;

namespace {

constexpr std::int32_t most_channels = 1024; // the widest recorders have 256
constexpr DWORD raw_data = 1;

std::optional<std::uint32_t> stream_of(std::int32_t type)
{
    switch (type) {
    case DH_RType_Realplay:
    case DH_RType_Realplay_0: return 0;
    case DH_RType_Realplay_1: return 1;
    case DH_RType_Realplay_2: return 2;
    case DH_RType_Realplay_3: return 3;
    default: return std::nullopt;
    }
}

} // namespace

LLONG CLIENT_RealPlayEx(LLONG lLoginID, int32_t nChannelID, void* /*hWnd*/, int32_t rType) noexcept
{
    return guarded<LLONG>(0, [&]() -> Answer<LLONG> {
        const auto call = Library::instance().enter(Library::Purpose::begin);
        if (!call)
            return call.error();
        if (!Library::instance().logins().find(lLoginID))
            return wire::Error::invalid_handle;
        if (nChannelID < 0 || nChannelID >= most_channels)
            return wire::Error::invalid_argument;
        const auto stream = stream_of(rType);
        if (!stream)
            return wire::Error::not_supported;
        const auto handle = Library::instance().open_live(lLoginID, {static_cast<std::uint32_t>(nChannelID), *stream});
        if (!handle)
            return handle.error();
        return handle.value();
    });
}

BOOL CLIENT_SetRealDataCallBackEx2(LLONG lRealHandle, fRealDataCallBackEx2 cbRealData, LDWORD dwUser,
                                   DWORD dwFlag) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto call = Library::instance().enter(Library::Purpose::begin);
        if (!call)
            return call.error();
        if ((dwFlag & raw_data) == 0)
            return wire::Error::invalid_argument;
        const auto set =
            Library::instance().set_live_sink(lRealHandle, abi::live_sink(lRealHandle, cbRealData, dwUser));
        if (!set)
            return set.error();
        return TRUE;
    });
}

BOOL CLIENT_StopRealPlayEx(LLONG lRealHandle) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto call = Library::instance().enter(Library::Purpose::stop);
        if (!call)
            return call.error();
        const auto done = Library::instance().stop_live(lRealHandle);
        if (!done)
            return done.error();
        return TRUE;
    });
}
