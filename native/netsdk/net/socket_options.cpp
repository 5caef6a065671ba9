#include "net/socket_options.h"

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace netsdk::net {
namespace {
constexpr int user_timeout_ms = 8000;

template <class Value>
[[nodiscard]] bool set(int socket, int level, int option, const Value& value)
{
    return ::setsockopt(socket, level, option, &value, sizeof value) == 0;
}
} // namespace

std::error_code prepare(TcpSocket& socket)
{
    const int native = socket.native_handle();
    const linger abort{.l_onoff = 1, .l_linger = 0};
    if (!set(native, SOL_SOCKET, SO_LINGER, abort) || !set(native, IPPROTO_TCP, TCP_USER_TIMEOUT, user_timeout_ms) ||
        !set(native, IPPROTO_TCP, TCP_NODELAY, 1))
        return {errno, std::system_category()};
    std::error_code error;
    socket.non_blocking(true, error);
    return error;
}

} // namespace netsdk::net
