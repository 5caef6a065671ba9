#pragma once

#include "net/http_exchange.h"
#include "session/waiter.h"

#include <memory>

namespace netsdk::session {

/// HTTP of one caller's thread with a device that it is not logged in to: one request after the other, without a name.
class WebCaller : public std::enable_shared_from_this<WebCaller> {
public:
    explicit WebCaller(net::Strand strand) : strand_(std::move(strand)) {}

    /// Caller's thread: blocks until the answer is there or the deadline. Errors: those of net::HttpExchange.
    [[nodiscard]] wire::Result<net::HttpReply> ask(net::HttpRequest request, net::Time deadline);
    /// Any thread: what is under way ends with cancelled, and so does what is asked later.
    void abort();

private:
    using Answer = Waiter<wire::Result<net::HttpReply>>;

    const net::Strand strand_;

    // On the strand only:
    std::shared_ptr<net::HttpExchange> exchange_;
    bool closed_ = false;
};

} // namespace netsdk::session
