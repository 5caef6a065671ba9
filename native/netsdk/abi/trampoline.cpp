#include "abi/trampoline.h"

#include "abi/answer.h"
#include "abi/found_device.h"

#include <memory>
#include <type_traits>

#if defined(__clang__)
#define NETSDK_CALLS_WIDENED __attribute__((no_sanitize("function")))
#else
#define NETSDK_CALLS_WIDENED
#endif

namespace netsdk::abi {
namespace {
// On this platform an integer argument travels in a whole register, so a callee that reads 4 bytes of it is served
// as well as one that reads 8.
using WideDisconnect = void (*)(LLONG, char*, LLONG, LDWORD);
static_assert(std::is_same_v<fDisConnect, fHaveReConnect>);

NETSDK_CALLS_WIDENED void call_widened(fDisConnect callback, LLONG handle, std::string address, LLONG port, LDWORD user)
{
    reinterpret_cast<WideDisconnect>(reinterpret_cast<void (*)()>(callback))(handle, address.data(), port, user);
}
} // namespace

Library::LoginNote login_note(fDisConnect callback, LDWORD user)
{
    if (callback == nullptr)
        return nullptr;
    return [callback, user](long handle, const std::string& address, int port) {
        call_widened(callback, handle, address, port, user);
    };
}

streams::Outlet::Sink live_sink(LLONG handle, fRealDataCallBackEx2 callback, LDWORD user)
{
    if (callback == nullptr)
        return nullptr;
    return [handle, callback, user](wire::Bytes frame) {
        // The signature asks for a pointer to change; the frame is a buffer of ours that nobody reads afterwards.
        auto* const data = reinterpret_cast<BYTE*>(const_cast<std::byte*>(frame.data()));
        callback(handle, 0, data, static_cast<DWORD>(frame.size()), 0, user);
    };
}

std::function<void(long, const session::FoundDevice&)> search_sink(fSearchDevicesCBEx callback, void* user)
{
    return [callback, user](long handle, const session::FoundDevice& found) {
        const auto info = std::make_unique<DEVICE_NET_INFO_EX2>(to_abi(found));
        callback(handle, info.get(), user);
    };
}

Library::PictureNote picture_note(fSnapRev callback, LDWORD user)
{
    if (callback == nullptr)
        return nullptr;
    return [callback, user](long handle, std::uint16_t serial, const session::TakenPicture& picture) {
        constexpr std::uint32_t frame_of_mpeg4 = 0;
        constexpr std::uint32_t jpeg = 10;
        auto own = picture.bytes; // the signature lets it be written to, and others may be given the same picture
        callback(handle, reinterpret_cast<BYTE*>(own.data()), static_cast<std::uint32_t>(own.size()),
                 picture.kind == wire::PictureKind::jpeg ? jpeg : frame_of_mpeg4, serial, user);
    };
}

Library::NoPictureNote no_picture_note(NETSDK_OPEN_fSnapFailed callback, LDWORD user)
{
    if (callback == nullptr)
        return nullptr;
    return [callback, user](long handle, std::uint16_t serial, wire::Error why) {
        callback(handle, serial, code_of(why), user);
    };
}

session::DeviceSearch::Sink address_sink(fSearchDevicesCB callback, LDWORD user)
{
    return [callback, user](const session::FoundDevice& found) {
        const auto info = std::make_unique<DEVICE_NET_INFO_EX2>(to_abi(found));
        callback(&info->stuDevInfo, reinterpret_cast<void*>(user)); // the user's value, a number or a pointer
    };
}

} // namespace netsdk::abi
