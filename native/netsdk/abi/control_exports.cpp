#include "abi/guarded.h"
#include "abi/inquiry.h"
#include "abi/on_login.h"
#include "include/netsdk_open.h"

using namespace netsdk;
using abi::Answer;
using abi::guarded;
using abi::Inquiry;

namespace {

/// Asks the device to go, and when it will, prepares the login for that.
Answer<BOOL> send_away(LLONG login, const char* method, int32_t waittime)
{
    return abi::on_login(login, [&](const auto& session) -> Answer<BOOL> {
        Inquiry inquiry(session, waittime);
        const auto answer = inquiry.ask(method, nullptr);
        if (!answer)
            return abi::Failure{answer.code()};
        session->expect_loss();
        return TRUE;
    });
}

} // namespace

BOOL CLIENT_RebootDev(LLONG lLoginID) noexcept
{
    return guarded<BOOL>(FALSE, [&] { return send_away(lLoginID, "magicBox.reboot", 0); });
}

BOOL CLIENT_ControlDevice(LLONG lLoginID, int32_t type, void* /*param*/, int32_t waittime) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        switch (type) {
        case DH_CTRL_REBOOT: return send_away(lLoginID, "magicBox.reboot", waittime);
        case DH_CTRL_SHUTDOWN: return send_away(lLoginID, "magicBox.shutdown", waittime);
        default: break;
        }
        return abi::on_login(lLoginID, [](const auto&) -> Answer<BOOL> { return abi::Failure{NET_NOT_SUPPORTED}; });
    });
}
