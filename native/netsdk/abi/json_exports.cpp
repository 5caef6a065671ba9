#include "abi/guarded.h"
#include "abi/on_login.h"
#include "include/netsdk_open.h"

#include <limits>

using namespace netsdk;
using abi::Answer;
using abi::guarded;

BOOL NETSDK_OPEN_SetJsonPort(LLONG login, uint32_t port) noexcept
{
    return guarded<BOOL>(FALSE, [&]() -> Answer<BOOL> {
        return abi::on_login(login, [&](const auto& session) -> Answer<BOOL> {
            if (port > std::numeric_limits<std::uint16_t>::max())
                return wire::Error::invalid_argument;
            session->set_json_port(static_cast<std::uint16_t>(port));
            return TRUE;
        });
    });
}
