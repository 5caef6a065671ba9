#include "session/session.h"

#include "net/callers_thread.h"
#include "wire/rpc_message.h"

#include <asio/post.hpp>

// The side of a session that asks the device by JSON-RPC.

namespace netsdk::session {
namespace {
[[nodiscard]] net::Time now()
{
    return std::chrono::steady_clock::now();
}
} // namespace

std::shared_ptr<Session::CallWaiter> Session::begin_call(wire::RpcRequest request, net::Time deadline)
{
    const auto waiter = std::make_shared<CallWaiter>();
    net::run_on(setup_.strand, [self = shared_from_this(), request = std::move(request), deadline, waiter]() mutable {
        if (self->closed_)
            return waiter->complete(wire::Error::cancelled);
        self->guarded([&] { self->call(std::move(request), deadline, waiter); });
        if (self->closed_)
            waiter->complete(wire::Error::no_memory); // unless it has its answer already
    });
    return waiter;
}

void Session::call(wire::RpcRequest request, net::Time deadline, const std::shared_ptr<CallWaiter>& waiter)
{
    if (!machine_ || now() < loss_expected_until_)
        return waiter->complete(wire::Error::connection_lost);
    Actions actions;
    const auto id = machine_->call(std::move(request), deadline, now(), actions);
    if (!id)
        return waiter->complete(id.error());
    calls_.emplace(id.value(), waiter);
    carry_out(actions);
}

void Session::reply(Replied& replied)
{
    const auto node = calls_.extract(replied.call);
    if (!node.empty())
        node.mapped()->complete(std::move(replied.json));
}

void Session::expect_loss()
{
    asio::post(setup_.strand,
               [self = shared_from_this()] { self->loss_expected_until_ = now() + self->setup_.settings.loss; });
}

} // namespace netsdk::session
