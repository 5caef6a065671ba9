#include "net/figures.h"
#include "net/http_exchange.h"
#include "net/socket_options.h"

#include <fcntl.h>
#include <unistd.h>

// The side of an exchange that libcurl calls, inside its turn. Nothing that is thrown passes.

namespace netsdk::net {
namespace {
constexpr std::size_t most_header_bytes = std::size_t{64} << 10;

[[nodiscard]] HttpExchange& exchange(void* self) noexcept
{
    return *static_cast<HttpExchange*>(self);
}

template <class T, class Body>
[[nodiscard]] T barrier(T failed, Body&& body) noexcept
{
    try {
        return std::forward<Body>(body)();
    } catch (...) {
        return failed; // memory; libcurl ends the request
    }
}
} // namespace

/// Every socket gets what all device sockets have, and none is made while the watchdog has tripped.
curl_socket_t HttpExchange::open_socket(int family)
{
    if (!permit_->open()) {
        why_ = wire::Error::watchdog_tripped;
        return CURL_SOCKET_BAD;
    }
    const auto watch = std::make_shared<Watch>(strand_);
    const auto protocol = family == AF_INET6 ? asio::ip::tcp::v6() : asio::ip::tcp::v4();
    std::error_code error;
    watch->socket.open(protocol, error);
    if (!error)
        error = net::prepare(watch->socket);
    if (!error && request_.target.local)
        watch->socket.bind({*request_.target.local, 0}, error);
    if (error) {
        why_ = error == std::errc::address_not_available ? wire::Error::bad_address : wire::Error::system;
        return CURL_SOCKET_BAD;
    }
    const int number = ::fcntl(watch->socket.native_handle(), F_DUPFD_CLOEXEC, 0);
    if (number < 0) {
        why_ = wire::Error::system;
        return CURL_SOCKET_BAD;
    }
    try {
        sockets_.insert_or_assign(number, watch);
    } catch (...) {
        ::close(number);
        throw;
    }
    return number;
}

/// The reactor forgets a socket when its last number is closed, so libcurl's goes before ours.
void HttpExchange::close_socket(curl_socket_t number)
{
    ::close(number);
    const auto node = sockets_.extract(number);
    std::error_code ignored; // a socket that cannot be closed is closed
    if (!node.empty())
        node.mapped()->socket.close(ignored);
}

/// libcurl closes some of its numbers without a word: those of connections that were not made yet.
void HttpExchange::end_curl()
{
    if (multi_ && easy_)
        ::curl_multi_remove_handle(multi_.get(), easy_.get());
    easy_.reset();
    multi_.reset(); // closes what it kept for a next request
    std::error_code ignored;
    for (const auto& [number, watch] : std::exchange(sockets_, {}))
        watch->socket.close(ignored);
}

void HttpExchange::want(curl_socket_t number, int what)
{
    const auto found = sockets_.find(number);
    if (found == sockets_.end())
        return;
    found->second->wants_read = what == CURL_POLL_IN || what == CURL_POLL_INOUT;
    found->second->wants_write = what == CURL_POLL_OUT || what == CURL_POLL_INOUT;
}

bool HttpExchange::keep(std::string_view piece)
{
    count(figures().bytes_received, piece.size());
    if (piece.size() > request_.max_body - body_.size()) {
        why_ = wire::Error::too_large;
        return false;
    }
    const auto bytes = wire::bytes_of(piece);
    body_.insert(body_.end(), bytes.begin(), bytes.end());
    return true;
}

bool HttpExchange::count_header(std::size_t size)
{
    header_bytes_ += size;
    if (header_bytes_ > most_header_bytes)
        why_ = wire::Error::too_large;
    return header_bytes_ <= most_header_bytes;
}

/// Asked when the connection is made, before anything is sent on it. A port nobody listens on may lie in the range of
/// our own ports, and the kernel then connects us to ourselves.
bool HttpExchange::may_send(std::string_view local, int local_port) const
{
    std::error_code error;
    const auto address = asio::ip::make_address(std::string(local), error);
    return error || address != request_.target.device.address() || local_port != request_.target.device.port();
}

curl_socket_t HttpExchange::on_open(void* self, curlsocktype, curl_sockaddr* address)
{
    return barrier<curl_socket_t>(CURL_SOCKET_BAD, [&] { return exchange(self).open_socket(address->family); });
}

int HttpExchange::on_close(void* self, curl_socket_t socket)
{
    exchange(self).close_socket(socket);
    return 0;
}

int HttpExchange::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*)
{
    exchange(self).want(socket, what);
    return 0;
}

int HttpExchange::on_timer(CURLM*, long milliseconds, void* self)
{
    exchange(self).curl_deadline_ =
        milliseconds < 0 ? never : std::chrono::steady_clock::now() + Milliseconds(milliseconds);
    return 0;
}

std::size_t HttpExchange::on_body(char* data, std::size_t size, std::size_t count, void* self)
{
    const auto taken = size * count;
    return barrier<std::size_t>(CURL_WRITEFUNC_ERROR, [&]() -> std::size_t {
        return exchange(self).keep({data, taken}) ? taken : CURL_WRITEFUNC_ERROR;
    });
}

std::size_t HttpExchange::on_header(char*, std::size_t size, std::size_t count, void* self)
{
    return exchange(self).count_header(size * count) ? size * count : CURL_WRITEFUNC_ERROR;
}

int HttpExchange::on_connected(void* self, char*, char* local, int, int local_port)
{
    auto& us = exchange(self);
    const bool own = barrier<bool>(true, [&] { return !us.may_send(local, local_port); });
    if (own)
        us.why_ = wire::Error::connection_refused;
    return own ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

} // namespace netsdk::net
