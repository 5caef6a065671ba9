#include "session/session.h"

#include "net/figures.h"
#include "session/json_line.h"
#include "session/snapshots.h"

#include <asio/post.hpp>

namespace netsdk::session {
namespace {
[[nodiscard]] net::Time now()
{
    return std::chrono::steady_clock::now();
}
} // namespace

Session::Session(Setup setup)
    : setup_(std::move(setup)), notes_(std::make_shared<streams::NoteQueue>(setup_.delivery)),
      back_off_(static_cast<std::uint32_t>(setup_.handle >> 8U))
{
}

std::shared_ptr<Session> Session::create(Setup setup)
{
    std::shared_ptr<Session> session(new Session(std::move(setup))); // NOLINT(cppcoreguidelines-owning-memory): private
    session->ticker_ = std::make_shared<net::Ticker>(session->setup_.strand, session);
    return session;
}

void Session::attempt()
{
    retry_at_ = net::never;
    --tries_left_;
    outcome_ = {};
    connect_until_ = now() + setup_.settings.connect_time;
    link_ = std::make_shared<net::Link>(setup_.strand, weak_from_this());
    link_->connect(setup_.account->target);
    arm();
}

void Session::on_connected(net::Link& link)
{
    guarded([&] {
        if (&link != link_.get())
            return;
        connect_until_ = net::never;
        machine_.emplace(setup_.account, setup_.settings, had_challenge_);
        Actions actions;
        machine_->start(now(), actions);
        carry_out(actions);
    });
}

void Session::on_bytes(net::Link& link, wire::Bytes bytes)
{
    guarded([&] {
        if (&link != link_.get() || !machine_)
            return;
        Actions actions;
        machine_->feed(bytes, now(), actions);
        carry_out(actions);
    });
}

void Session::on_lost(net::Link& link, wire::Error why)
{
    guarded([&] {
        if (&link != link_.get())
            return;
        if (!machine_)
            return connection_over(why);
        Actions actions;
        machine_->lost(why, actions);
        carry_out(actions);
    });
}

void Session::on_tick()
{
    guarded([&] {
        const auto time = now();
        if (time >= connect_until_)
            return connection_over(wire::Error::connect_timed_out);
        if (time >= retry_at_)
            return attempt();
        Actions actions;
        if (machine_)
            machine_->tick(time, actions);
        carry_out(actions);
    });
}

void Session::carry_out(Actions& actions)
{
    for (auto& action : actions) {
        if (closed_)
            return;
        carry_out(action);
    }
    arm();
}

void Session::carry_out(Action& action)
{
    if (auto* send = std::get_if<Send>(&action))
        link_->send(std::move(send->bytes));
    else if (const auto* reached = std::get_if<Reached>(&action))
        outcome_.stage = reached->stage;
    else if (auto* named = std::get_if<Named>(&action)) {
        had_challenge_ = true;
        outcome_.serial = std::move(named->serial);
    } else if (auto* verdict = std::get_if<Judged>(&action))
        judged(*verdict);
    else if (const auto* answered = std::get_if<Answered>(&action))
        answer(*answered);
    else if (auto* replied = std::get_if<Replied>(&action))
        reply(*replied);
    else if (std::holds_alternative<NoJson>(action))
        ask_otherwise();
    else if (std::holds_alternative<Late>(action))
        net::count(net::figures().late_answers, 1);
    else if (std::holds_alternative<LoggedOut>(action))
        shut(wire::Error::cancelled);
    else if (const auto* close = std::get_if<Close>(&action))
        connection_over(close->why);
}

void Session::judged(Judged& verdict)
{
    outcome_.serial = std::move(verdict.serial);
    outcome_.reply = verdict.reply;
    outcome_.why = wire::Error::login_refused;
    if (verdict.reply.accepted())
        return came_up();
    connection_over(wire::Error::login_refused);
}

void Session::came_up()
{
    channels_.store(outcome_.reply->channels, std::memory_order_release);
    online_.store(true, std::memory_order_release);
    loss_expected_until_ = {};
    back_off_.reset();
    if (const auto waiter = std::exchange(login_waiter_, nullptr))
        waiter->complete(outcome_);
    if (!std::exchange(was_up_, true))
        return;
    for (const auto& member : lives_.all())
        member.live->login_back();
    if (snapshots_)
        snapshots_->login_back();
    tell(&SessionEvents::back);
}

/// The connection under way has ended, whoever ended it; the machine with it.
void Session::connection_over(wire::Error why)
{
    if (now() >= loss_expected_until_)
        net::count_if_garbage(why);
    connect_until_ = net::never;
    if (link_)
        link_->abort();
    link_.reset();
    machine_.reset();
    end_line(wire::Error::connection_lost);
    if (!leaving_.empty())
        return shut(wire::Error::cancelled);
    if (online_.exchange(false, std::memory_order_acq_rel))
        return lost(why);
    outcome_.why = why;
    attempt_failed();
}

void Session::attempt_failed()
{
    if (outcome_.stage == LoginStage::not_connected && tries_left_ > 0)
        return attempt();
    if (was_up_) {
        if (concerns_account(outcome_))
            return;
        return try_again_later();
    }
    const auto waiter = std::exchange(login_waiter_, nullptr);
    const auto outcome = outcome_;
    shut(outcome.why);
    if (waiter)
        waiter->complete(outcome);
}

void Session::lost(wire::Error why)
{
    for (const auto& member : lives_.all())
        member.live->login_lost(why);
    if (snapshots_)
        snapshots_->login_lost(why);
    tell(&SessionEvents::lost);
    try_again_later();
}

void Session::try_again_later()
{
    if (!setup_.events.reconnects())
        return;
    tries_left_ = 1;
    retry_at_ = now() + back_off_.next();
    arm();
}

void Session::leave(const std::shared_ptr<Done>& done)
{
    if (closed_)
        return done->complete({});
    leaving_.push_back(done);
    if (leaving_.size() > 1)
        return;
    for (const auto& member : lives_.all())
        member.live->drop();
    if (snapshots_)
        snapshots_->close(wire::Error::cancelled);
    retry_at_ = net::never;
    if (!machine_)
        return shut(wire::Error::cancelled);
    guarded([&] {
        if (json_line_)
            json_line_->log_out();
        Actions actions;
        machine_->logout(now(), actions);
        carry_out(actions);
    });
}

/// The end of the session, for whatever reason. Whoever waits is told.
void Session::shut(wire::Error why)
{
    if (std::exchange(closed_, true))
        return;
    online_.store(false, std::memory_order_release);
    ticker_->cancel();
    if (link_)
        link_->abort();
    link_.reset();
    machine_.reset();
    for (const auto& member : lives_.all())
        member.live->drop();
    for (const auto& [id, listener] : std::exchange(listeners_, {}))
        if (const auto who = listener.who.lock())
            who->on_answer(listener.tag, why);
    for (const auto& [id, call] : std::exchange(calls_, {}))
        call.waiter->complete(why);
    end_line(why);
    if (snapshots_)
        snapshots_->close(why);
    if (const auto waiter = std::exchange(login_waiter_, nullptr)) {
        outcome_.why = why;
        waiter->complete(outcome_);
    }
    for (const auto& done : std::exchange(leaving_, {}))
        done->complete({});
}

void Session::arm()
{
    if (closed_)
        return;
    ticker_->arm(std::min({connect_until_, retry_at_, machine_ ? machine_->deadline() : net::never}));
}

} // namespace netsdk::session
