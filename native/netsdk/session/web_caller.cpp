#include "session/web_caller.h"

#include <asio/post.hpp>

namespace netsdk::session {
namespace {
constexpr net::Milliseconds strand_slack{2000}; // the exchange ends by itself before; this is for a busy machine
}

wire::Result<net::HttpReply> WebCaller::ask(net::HttpRequest request, net::Time deadline)
{
    const auto answer = std::make_shared<Answer>();
    asio::post(strand_, [self = shared_from_this(), request = std::move(request), deadline, answer]() mutable {
        if (self->closed_)
            return answer->complete(wire::Error::cancelled);
        try {
            self->exchange_ = std::make_shared<net::HttpExchange>(self->strand_, std::move(request), deadline);
            self->exchange_->start(
                {}, [answer](wire::Result<net::HttpReply> reply) { answer->complete(std::move(reply)); });
        } catch (const std::bad_alloc&) {
            answer->complete(wire::Error::no_memory);
        }
    });
    auto reply = answer->wait_until(deadline + strand_slack);
    return reply ? std::move(*reply) : wire::Result<net::HttpReply>(wire::Error::timed_out);
}

void WebCaller::abort()
{
    asio::post(strand_, [self = shared_from_this()] {
        self->closed_ = true;
        if (self->exchange_)
            self->exchange_->abort();
    });
}

} // namespace netsdk::session
