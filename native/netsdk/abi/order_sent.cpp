#include "abi/order_sent.h"

#include "include/netsdk_open.h"

namespace netsdk::abi {
namespace {
thread_local bool sent = false;
} // namespace

bool& order_sent() noexcept
{
    return sent;
}

} // namespace netsdk::abi

BOOL NETSDK_OPEN_LastOrderSent(void) noexcept
{
    return netsdk::abi::order_sent() ? TRUE : FALSE;
}
