#include "session/session.h"

#include "net/figures.h"

#include <asio/post.hpp>

// The side of a session that others call: callers' threads, and its live views on the strand.

namespace netsdk::session {
namespace {
[[nodiscard]] net::Time now()
{
    return std::chrono::steady_clock::now();
}
constexpr net::Milliseconds strand_slack{2000}; // for a busy machine; every step has its own, shorter time

[[nodiscard]] LoginOutcome without_verdict(LoginStage stage, wire::Error why)
{
    LoginOutcome outcome;
    outcome.stage = stage;
    outcome.why = why;
    return outcome;
}
} // namespace

LoginOutcome Session::login()
{
    const auto waiter = std::make_shared<Waiter<LoginOutcome>>();
    const auto& settings = setup_.settings;
    asio::post(setup_.strand, [self = shared_from_this(), waiter] {
        if (self->closed_)
            return waiter->complete(without_verdict(LoginStage::not_connected, wire::Error::cancelled));
        self->login_waiter_ = waiter;
        self->tries_left_ = self->setup_.settings.connect_tries;
        self->guarded([&] { self->attempt(); });
    });
    const auto longest = settings.connect_time * settings.connect_tries + settings.step * 3 + strand_slack;
    if (auto outcome = waiter->wait_until(now() + longest))
        return std::move(*outcome);
    return without_verdict(LoginStage::sent, wire::Error::timed_out); // the worst case is the safe one to tell
}

wire::Status Session::open(long handle, const std::shared_ptr<streams::Live>& live, net::Milliseconds step)
{
    if (!lives_.add({handle, live}))
        return wire::Error::cancelled;
    const auto opened = wait_open(*live, step);
    if (opened)
        return opened;
    live->stop();
    lives_.remove(handle);
    return opened;
}

wire::Status Session::wait_open(streams::Live& live, net::Milliseconds step)
{
    try {
        const auto waiter = std::make_shared<Waiter<wire::Status>>();
        live.open([waiter](const wire::Status& status) { waiter->complete(status); });
        const auto status = waiter->wait_until(now() + step * 4 + strand_slack);
        return status ? *status : wire::Status(wire::Error::timed_out);
    } catch (const std::bad_alloc&) {
        return wire::Error::no_memory;
    }
}

void Session::logout()
{
    close_gates();
    const auto done = std::make_shared<Done>();
    asio::post(setup_.strand, [self = shared_from_this(), done] { self->leave(done); });
    if (streams::CallbackGate::inside_callback())
        return;
    static_cast<void>(done->wait_until(now() + setup_.settings.logout_wait + strand_slack));
}

void Session::abort()
{
    close_gates();
    const auto done = std::make_shared<Done>();
    asio::post(setup_.strand, [self = shared_from_this(), done] {
        self->shut(wire::Error::cancelled);
        done->complete({});
    });
    static_cast<void>(done->wait_until(now() + strand_slack));
}

void Session::close_gates()
{
    for (const auto& member : lives_.close())
        member.live->close_gate();
    gate_.close();
}

std::uint32_t Session::session() const noexcept
{
    return machine_ && machine_->logged_in() ? machine_->session() : 0;
}

wire::Result<RequestId> Session::order(const streams::StreamOrder& order,
                                       std::weak_ptr<streams::OrderListener> listener, std::uint32_t tag)
{
    if (closed_ || !machine_)
        return wire::Error::connection_lost;
    Actions actions;
    const auto request = machine_->request(order, now(), actions);
    if (request)
        listeners_.emplace(request.value(), Listener{std::move(listener), tag, order.kind});
    carry_out(actions);
    return request;
}

void Session::withdraw(RequestId order) noexcept
{
    listeners_.erase(order);
    if (machine_)
        machine_->withdraw(order);
}

/// Told later: a stream is never called inside its own order.
void Session::answer(const Answered& answered)
{
    const auto found = listeners_.find(answered.request);
    if (found == listeners_.end())
        return;
    asio::post(setup_.strand, [self = shared_from_this(), answered, kind = found->second.kind] {
        self->guarded([&] { self->pass_on(answered, kind); });
    });
}

/// Who asked may have withdrawn since; nobody else would tell the device then.
void Session::pass_on(const Answered& answered, streams::StreamOrder::Kind kind)
{
    const auto node = listeners_.extract(answered.request);
    if (const auto who = node.empty() ? nullptr : node.mapped().who.lock())
        return who->on_answer(node.mapped().tag, answered.reply);
    if (kind != streams::StreamOrder::Kind::reserve || !answered.reply || !machine_)
        return;
    // It is the machine that was answered: another one comes only with a connection made since.
    net::count(net::figures().late_answers, 1);
    Actions actions;
    machine_->give_back(answered.reply.value(), now(), actions);
    carry_out(actions);
}

/// Puts an event on the way to the caller's callback.
void Session::tell(void (SessionEvents::*event)(long, const std::string&, int))
{
    notes_->post([self = shared_from_this(), event] {
        const auto& account = *self->setup_.account;
        try {
            self->gate_.run([&] {
                (self->setup_.events.*event)(self->setup_.handle, account.address, account.target.device.port());
            });
        } catch (...) {
            // A callback that throws has broken the contract; its event is spent.
        }
    });
}

} // namespace netsdk::session
