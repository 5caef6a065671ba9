#include "abi/guarded.h"
#include "abi/inquiry.h"
#include "abi/on_login.h"
#include "include/netsdk_open.h"
#include "wire/device_time.h"

#include <cstring>

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Inquiry;

namespace {

// [?] How far, in seconds, the device may already agree and leave its clock alone. Public clients send 5; then a clock
// that is a few seconds wrong would stay so.
constexpr int tolerance = 0;

NET_TIME to_abi(const wire::DeviceTime& time)
{
    const auto number = [](int value) { return static_cast<DWORD>(value); };
    return {number(time.year), number(time.month),  number(time.day),
            number(time.hour), number(time.minute), number(time.second)};
}

/// Nothing for a time that is none.
std::optional<wire::DeviceTime> from_abi(const NET_TIME& time)
{
    constexpr DWORD most = 9999;
    for (const DWORD part : {time.dwYear, time.dwMonth, time.dwDay, time.dwHour, time.dwMinute, time.dwSecond})
        if (part > most)
            return std::nullopt;
    const auto number = [](DWORD value) { return static_cast<int>(value); };
    const wire::DeviceTime told{number(time.dwYear), number(time.dwMonth),  number(time.dwDay),
                                number(time.dwHour), number(time.dwMinute), number(time.dwSecond)};
    return told.valid() ? std::optional(told) : std::nullopt;
}

Answer<BOOL> get_clock(const std::shared_ptr<session::Session>& session, void* buffer, DWORD size, int32_t waittime)
{
    Inquiry inquiry(session, waittime);
    const auto answer = inquiry.ask("global.getCurrentTime", nullptr);
    if (!answer)
        return abi::Failure{answer.code()};
    const auto told = wire::current_time(answer.value());
    if (!told)
        return told.error();
    const auto time = to_abi(told.value());
    std::memset(buffer, 0, size);
    std::memcpy(buffer, &time, sizeof time);
    return TRUE;
}

Answer<BOOL> set_clock(const std::shared_ptr<session::Session>& session, const wire::DeviceTime& time, int32_t waittime)
{
    Inquiry inquiry(session, waittime);
    const auto answer =
        inquiry.ask("global.setCurrentTime", {{"time", wire::write_device_time(time)}, {"tolerance", tolerance}});
    if (!answer)
        return abi::Failure{answer.code()};
    return TRUE;
}

} // namespace

BOOL CLIENT_GetDevConfig(LLONG lLoginID, DWORD dwCommand, LONG /*lChannel*/, void* lpOutBuffer, DWORD dwOutBufferSize,
                         DWORD* lpBytesReturned, int32_t waittime) noexcept
{
    return guarded<BOOL>(FALSE, [&] {
        return abi::on_login(lLoginID, [&](const auto& session) -> Answer<BOOL> {
            if (dwCommand != DH_DEV_TIMECFG)
                return abi::Failure{NET_NOT_SUPPORTED};
            if (lpOutBuffer == nullptr)
                return wire::Error::invalid_argument;
            if (dwOutBufferSize < sizeof(NET_TIME))
                return abi::Failure{NET_INSUFFICIENT_BUFFER};
            const auto got = get_clock(session, lpOutBuffer, dwOutBufferSize, waittime);
            if (got && lpBytesReturned != nullptr)
                *lpBytesReturned = dwOutBufferSize;
            return got;
        });
    });
}

BOOL CLIENT_SetDevConfig(LLONG lLoginID, DWORD dwCommand, LONG /*lChannel*/, void* lpInBuffer, DWORD dwInBufferSize,
                         int32_t waittime) noexcept
{
    return guarded<BOOL>(FALSE, [&] {
        return abi::on_login(lLoginID, [&](const auto& session) -> Answer<BOOL> {
            if (dwCommand != DH_DEV_TIMECFG)
                return abi::Failure{NET_NOT_SUPPORTED};
            NET_TIME given{};
            if (lpInBuffer == nullptr || dwInBufferSize < sizeof given)
                return wire::Error::invalid_argument;
            std::memcpy(&given, lpInBuffer, sizeof given);
            const auto time = from_abi(given);
            if (!time)
                return wire::Error::invalid_argument;
            return set_clock(session, *time, waittime);
        });
    });
}
