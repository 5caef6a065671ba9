#include "abi/guarded.h"
#include "abi/library.h"
#include "abi/on_login.h"
#include "abi/picture_file.h"
#include "abi/structs.h"
#include "abi/trampoline.h"
#include "include/netsdk_open.h"
#include "session/snapshots.h"

#include <limits>

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Library;

namespace {

constexpr std::uint32_t best_quality = 6;
constexpr std::uint32_t largest_size = 2;
constexpr std::uint32_t longest_interval = 86400;
constexpr net::Milliseconds longest_guard{60000};
constexpr std::int32_t most_channels = 1024; // the widest recorders have 256

enum Mode : std::uint32_t { once = 0, every_so_often = 1, again_and_again = 2, no_more = 0xFFFFFFFFU };

bool may_be(const SNAP_PARAMS& order, int channels)
{
    const auto most = static_cast<std::uint32_t>(channels > 0 ? channels : most_channels);
    const bool interval = order.mode != every_so_often || (order.InterSnap >= 1 && order.InterSnap <= longest_interval);
    const bool mode = order.mode <= again_and_again || order.mode == no_more;
    return order.Channel < most && order.Quality <= best_quality && order.ImageSize <= largest_size && interval && mode;
}

wire::Status give(session::Snapshots& pictures, const SNAP_PARAMS& order)
{
    const auto serial = static_cast<std::uint16_t>(order.CmdSerial); // its low 16 bits count
    switch (order.mode) {
    case once: return pictures.ask(order.Channel, serial);
    case every_so_often: return pictures.repeat(order.Channel, serial, std::chrono::seconds(order.InterSnap));
    case again_and_again: return pictures.repeat(order.Channel, serial, session::SnapBook::least_interval);
    default: pictures.stop(order.Channel); return wire::success();
    }
}

using Out = NET_OUT_SNAP_PIC_TO_FILE_PARAM;

Answer<BOOL> keep(const wire::Buffer& picture, std::string_view path, const Out& out)
{
    if (out.szPicBuf != nullptr && picture.size() > out.dwPicBufLen)
        return abi::Failure{NET_INSUFFICIENT_BUFFER};
    if (!path.empty() && !abi::write_file(std::string(path), picture))
        return abi::Failure{NET_OPEN_FILE_ERROR};
    if (out.szPicBuf != nullptr)
        std::memcpy(out.szPicBuf, picture.data(), picture.size());
    return TRUE;
}

Answer<BOOL> take(session::Session& session, const NET_IN_SNAP_PIC_TO_FILE_PARAM& in, Out out, Out* to,
                  std::int32_t wait)
{
    const auto path = abi::text_in(in.szFilePath);
    if (!may_be(in.stuParam, session.channels()) || in.stuParam.mode != once ||
        (path.empty() && out.szPicBuf == nullptr))
        return wire::Error::invalid_argument;
    const auto time = wait > 0 ? net::Milliseconds(wait) : session.setup().settings.step;
    const auto picture = session.take_picture(in.stuParam.Channel, std::chrono::steady_clock::now() + time);
    if (!picture)
        return picture.error();
    if (picture.value()->kind != wire::PictureKind::jpeg)
        return wire::Error::malformed;
    const auto& bytes = picture.value()->bytes;
    out.dwPicBufRetLen = static_cast<DWORD>(bytes.size());
    abi::copy_out(to, out);
    return keep(bytes, path, out);
}

} // namespace

void CLIENT_SetSnapRevCallBack(fSnapRev OnSnapRevMessage, LDWORD dwUser) noexcept
{
    static_cast<void>(guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        Library::instance().set_pictures(abi::picture_note(OnSnapRevMessage, dwUser));
        return TRUE;
    }));
}

void NETSDK_OPEN_SetSnapFailedCallBack(NETSDK_OPEN_fSnapFailed cbFailed, LDWORD dwUser) noexcept
{
    static_cast<void>(guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        Library::instance().set_missing_pictures(abi::no_picture_note(cbFailed, dwUser));
        return TRUE;
    }));
}

BOOL CLIENT_SnapPictureEx(LLONG lLoginID, SNAP_PARAMS* par, int32_t* /*reserved*/) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        return abi::on_login(lLoginID, [&](const auto& session) -> Answer<BOOL> {
            if (par == nullptr || !may_be(*par, session->channels()))
                return wire::Error::invalid_argument;
            const auto given =
                session->on_snapshots([order = *par](session::Snapshots& pictures) { return give(pictures, order); });
            if (!given)
                return given.error();
            return TRUE;
        });
    });
}

BOOL CLIENT_SnapPictureToFile(LLONG lLoginID, const NET_IN_SNAP_PIC_TO_FILE_PARAM* pInParam,
                              NET_OUT_SNAP_PIC_TO_FILE_PARAM* pOutParam, int32_t nWaitTime) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        return abi::on_login(lLoginID, [&](const auto& session) -> Answer<BOOL> {
            const auto in = abi::copy_in(pInParam, {{304, 304}});
            if (!in)
                return in.error();
            const auto out = abi::copy_in(pOutParam, {{24, 24}});
            if (!out)
                return out.error();
            return take(*session, in.value(), out.value(), pOutParam, nWaitTime);
        });
    });
}

BOOL NETSDK_OPEN_SetSnapGuard(uint32_t nGuardMs) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        const auto guard = nGuardMs == 0 ? session::Settings().snap_guard : net::Milliseconds(nGuardMs);
        if (guard < session::SnapBook::least_interval || guard > longest_guard)
            return wire::Error::invalid_argument;
        Library::instance().change([&](session::Settings& settings) { settings.snap_guard = guard; });
        return TRUE;
    });
}

BOOL NETSDK_OPEN_GetHttpPort(LLONG login, uint32_t* port, int32_t* source) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        return abi::on_login(login, [&](const auto& session) -> Answer<BOOL> {
            if (port == nullptr || source == nullptr)
                return wire::Error::invalid_argument;
            const auto known = session->find_http_port();
            if (!known)
                return known.error();
            *port = known.value().port;
            *source = static_cast<std::int32_t>(known.value().source);
            return TRUE;
        });
    });
}

BOOL NETSDK_OPEN_SetHttpPort(LLONG login, uint32_t port) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        return abi::on_login(login, [&](const auto& session) -> Answer<BOOL> {
            if (port > std::numeric_limits<std::uint16_t>::max())
                return wire::Error::invalid_argument;
            session->set_http_port(static_cast<std::uint16_t>(port));
            return TRUE;
        });
    });
}
