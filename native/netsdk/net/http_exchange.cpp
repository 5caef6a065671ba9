#include "net/http_exchange.h"

#include "net/figures.h"
#include "net/link_error.h"

#include <asio/error.hpp>
#include <asio/post.hpp>
#include <cerrno>

namespace netsdk::net {

HttpExchange::HttpExchange(Strand strand, HttpRequest request, Time deadline)
    : strand_(std::move(strand)), request_(std::move(request)), deadline_(deadline)
{
}

/// Only what nobody waits for any more gets here unfinished.
HttpExchange::~HttpExchange()
{
    if (permit_)
        watchdog().leave(this);
    end_curl();
}

void HttpExchange::start(const HttpCredential& credential, Done done)
{
    done_ = std::move(done);
    ticker_ = std::make_shared<Ticker>(strand_, weak_from_this());
    permit_ = watchdog().enter(this, weak_from_this());
    if (!permit_->open())
        return finish_later(wire::Error::watchdog_tripped);
    if (const auto ready = prepare(credential); !ready)
        return finish_later(ready.error());
    curl_deadline_ = std::chrono::steady_clock::now(); // its first step
    arm();
}

/// The one place where libcurl gets its turn, so the one after which bytes can leave: the watchdog is asked first.
void HttpExchange::act(curl_socket_t socket, int events)
{
    if (closed_)
        return;
    if (!permit_->open())
        return finish(wire::Error::connection_lost);
    int running = 0;
    ::curl_multi_socket_action(multi_.get(), socket, events, &running);
    look_for_the_end();
    if (closed_)
        return;
    for (const auto& [number, watch] : std::map(sockets_))
        wait(number);
    arm();
}

void HttpExchange::look_for_the_end()
{
    int left = 0;
    const CURLMsg* const message = ::curl_multi_info_read(multi_.get(), &left);
    if (message == nullptr || message->msg != CURLMSG_DONE)
        return;
    const CURLcode code = message->data.result;
    if (code != CURLE_OK)
        return finish(cause(code));
    HttpReply reply;
    ::curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &reply.status);
    const char* type = nullptr;
    ::curl_easy_getinfo(easy_.get(), CURLINFO_CONTENT_TYPE, &type);
    reply.content_type = type == nullptr ? "" : type;
    reply.body = std::move(body_);
    finish(std::move(reply));
}

wire::Error HttpExchange::cause(CURLcode code) const
{
    if (why_)
        return *why_;
    long system = 0;
    ::curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &system);
    switch (code) {
    case CURLE_OUT_OF_MEMORY: return wire::Error::no_memory;
    case CURLE_COULDNT_CONNECT:
        if (system == ETIMEDOUT)
            return wire::Error::connect_timed_out;
        return error_of({static_cast<int>(system), asio::error::get_system_category()}, wire::Error::unreachable);
    case CURLE_OPERATION_TIMEDOUT: return wire::Error::connect_timed_out; // of the whole we keep the time ourselves
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_HTTP2: return wire::Error::malformed;
    default: return wire::Error::connection_lost;
    }
}

void HttpExchange::finish(wire::Result<HttpReply> result)
{
    if (std::exchange(closed_, true))
        return;
    const auto self = shared_from_this(); // who is told may let go of it
    if (ticker_)
        ticker_->cancel();
    end_curl();
    body_ = {};
    watchdog().leave(this);
    if (!result)
        count_if_garbage(result.error());
    if (const auto done = std::exchange(done_, nullptr))
        done(std::move(result));
}

void HttpExchange::finish_later(wire::Error why)
{
    asio::post(strand_, [self = shared_from_this(), why] { self->finish(why); });
}

void HttpExchange::on_tick()
{
    if (closed_)
        return;
    const auto now = std::chrono::steady_clock::now();
    if (now >= deadline_)
        return finish(wire::Error::timed_out);
    if (now < curl_deadline_)
        return arm();
    curl_deadline_ = never;
    act(CURL_SOCKET_TIMEOUT, 0);
}

void HttpExchange::arm()
{
    ticker_->arm(std::min(deadline_, curl_deadline_));
}

void HttpExchange::on_trip()
{
    asio::post(strand_, [self = shared_from_this()] {
        if (!self->closed_ && !self->permit_->open())
            self->finish(wire::Error::connection_lost);
    });
}

void HttpExchange::wait(curl_socket_t number)
{
    const auto found = sockets_.find(number);
    if (found == sockets_.end())
        return;
    const auto watch = found->second;
    const auto once_ready = [&](bool& waiting, TcpSocket::wait_type what, int events) {
        waiting = true;
        watch->socket.async_wait(
            what, [self = shared_from_this(), watch, number, events, &waiting](const std::error_code& failed) {
                waiting = false; // inside the watch, which the handler holds
                const auto now_there = self->sockets_.find(number);
                // A number just closed may be another socket's by now.
                if (self->closed_ || now_there == self->sockets_.end() || now_there->second != watch)
                    return;
                self->act(number, failed ? CURL_CSELECT_ERR : events);
            });
    };
    if (watch->wants_read && !watch->reading)
        once_ready(watch->reading, TcpSocket::wait_read, CURL_CSELECT_IN);
    if (watch->wants_write && !watch->writing)
        once_ready(watch->writing, TcpSocket::wait_write, CURL_CSELECT_OUT);
}

} // namespace netsdk::net
