#include "session/session.h"

#include "session/json_line.h"
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
    asio::post(setup_.strand, [self = shared_from_this(), request = std::move(request), deadline, waiter]() mutable {
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
    if (!machine_ || !machine_->logged_in() || now() < loss_expected_until_)
        return waiter->complete(wire::Error::connection_lost);
    if (asks_by_line())
        return ask_by_line(std::move(request), deadline, [self = shared_from_this(), waiter](auto answer) {
            if (!answer && self->has_no_json(answer.error()))
                answer = wire::Error::no_json;
            waiter->complete(std::move(answer));
        });
    Call call{waiter, deadline, std::nullopt};
    if (!f6_known_ && wire::only_asks(request.method))
        call.again = request;
    Actions actions;
    const auto id = machine_->call(std::move(request), deadline, now(), actions);
    if (!id)
        return waiter->complete(id.error());
    calls_.emplace(id.value(), std::move(call));
    carry_out(actions);
}

void Session::reply(Replied& replied)
{
    const auto node = calls_.extract(replied.call);
    if (node.empty())
        return;
    // A device that was only slow is asked by f6 again, unless the other way is in use by now.
    if (replied.json && !(json_line_ && json_line_->up())) {
        f6_known_ = true;
        f6_unknown_ = false;
    }
    if (!replied.json && has_no_json(replied.json.error()))
        replied.json = wire::Error::no_json;
    node.mapped().waiter->complete(std::move(replied.json));
}

/// A question went without an answer at a device that is there and ignores f6, and that has never said a word where it
/// is asked otherwise.
bool Session::has_no_json(wire::Error why) const
{
    const bool silent = why == wire::Error::timed_out || why == wire::Error::connect_timed_out ||
                        why == wire::Error::connection_refused || why == wire::Error::unreachable ||
                        why == wire::Error::connection_lost;
    return silent && f6_unknown_ && link_ && link_->may_send() && json_line_ && !json_line_->spoken();
}

/// Where the other way cannot be reached either, f6 is asked once more.
bool Session::asks_by_line() const
{
    return f6_unknown_ && !(json_line_ && json_line_->unreachable());
}

JsonLine& Session::line()
{
    if (!json_line_) {
        json_line_ = std::make_shared<JsonLine>(setup_.strand, setup_.account, setup_.settings);
        if (json_port_ != 0)
            json_line_->set_port(json_port_);
    }
    return *json_line_;
}

/// Its connection is made under a permit of its own, so the login's is looked at behind that: it is still good only if
/// the watchdog has not tripped between the two.
void Session::ask_by_line(wire::RpcRequest request, net::Time deadline,
                          std::function<void(wire::Result<wire::Buffer>)> done)
{
    line().ask(std::move(request), deadline, std::move(done), outcome_.serial);
    if (!link_ || !link_->may_send())
        json_line_->drop(wire::Error::connection_lost);
}

/// Questions that have gone without an answer are asked the other way too; the first answer counts. What orders
/// something is not repeated: the device may have heard it.
void Session::ask_otherwise()
{
    f6_unknown_ = true;
    for (auto& [id, call] : calls_) {
        if (!call.again)
            continue;
        auto again = std::move(*call.again);
        call.again.reset();
        ask_by_line(std::move(again), call.deadline, [waiter = call.waiter](auto answer) {
            if (answer)
                waiter->complete(std::move(answer));
        });
    }
}

void Session::set_json_port(std::uint16_t port)
{
    asio::post(setup_.strand, [self = shared_from_this(), port] {
        self->guarded([&] {
            self->json_port_ = port;
            if (self->json_line_)
                self->json_line_->set_port(port == 0 ? self->setup_.settings.json_port : port);
        });
    });
}

void Session::end_line(wire::Error why)
{
    if (const auto line = std::exchange(json_line_, nullptr))
        line->close(why);
}

void Session::expect_loss()
{
    asio::post(setup_.strand,
               [self = shared_from_this()] { self->loss_expected_until_ = now() + self->setup_.settings.loss; });
}

} // namespace netsdk::session
