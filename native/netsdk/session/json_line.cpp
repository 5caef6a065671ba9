#include "session/json_line.h"

#include "net/figures.h"

#include <algorithm>

namespace netsdk::session {
namespace {
[[nodiscard]] net::Time now()
{
    return std::chrono::steady_clock::now();
}
} // namespace

JsonLine::JsonLine(net::Strand strand, std::shared_ptr<const Account> account, const Settings& settings)
    : strand_(std::move(strand)), account_(std::move(account)), settings_(settings), port_(settings.json_port)
{
}

void JsonLine::set_port(std::uint16_t port)
{
    if (port == port_)
        return;
    drop(wire::Error::connection_lost);
    port_ = port;
    unreachable_ = false;
    spoken_ = false;
    for_good_.reset();
}

void JsonLine::ask(wire::RpcRequest request, net::Time deadline, Done done, const std::string& serial)
{
    if (closed_)
        return done(wire::Error::cancelled);
    if (for_good_)
        return done(*for_good_);
    if (waiting_.size() >= CallQueue::most_waiting)
        return done(wire::Error::limit_reached);
    Question question{std::move(request), deadline, std::move(done)};
    guarded([&] {
        serial_ = serial;
        if (up())
            return put(std::move(question));
        waiting_.push_back(std::move(question));
        if (!link_)
            connect();
        arm();
    });
}

void JsonLine::connect()
{
    auto target = account_->target;
    target.device.port(port_);
    connect_until_ = now() + settings_.connect_time;
    link_ = std::make_shared<net::Link>(strand_, weak_from_this());
    link_->connect(target);
}

void JsonLine::on_connected(net::Link& link)
{
    guarded([&] {
        if (&link != link_.get())
            return;
        connect_until_ = net::never;
        unreachable_ = false;
        machine_.emplace(account_, serial_, settings_);
        Actions actions;
        machine_->start(now(), actions);
        carry_out(actions);
    });
}

void JsonLine::on_bytes(net::Link& link, wire::Bytes bytes)
{
    guarded([&] {
        if (&link != link_.get() || !machine_)
            return;
        spoken_ = true;
        Actions actions;
        machine_->feed(bytes, now(), actions);
        carry_out(actions);
    });
}

void JsonLine::on_lost(net::Link& link, wire::Error why)
{
    guarded([&] {
        if (&link == link_.get())
            drop(why);
    });
}

void JsonLine::on_tick()
{
    guarded([&] {
        const auto time = now();
        expire(time);
        if (time >= connect_until_)
            return drop(wire::Error::connect_timed_out);
        Actions actions;
        if (machine_)
            machine_->tick(time, actions);
        carry_out(actions);
    });
}

void JsonLine::carry_out(Actions& actions)
{
    for (auto& action : actions) {
        if (closed_)
            return;
        carry_out(action);
    }
    arm();
}

void JsonLine::carry_out(Action& action)
{
    if (auto* send = std::get_if<Send>(&action)) {
        if (link_)
            link_->send(std::move(send->bytes));
    } else if (auto* replied = std::get_if<Replied>(&action))
        answer(*replied);
    else if (std::holds_alternative<Admitted>(action))
        admitted();
    else if (auto* denied = std::get_if<Denied>(&action)) {
        const wire::Result<wire::Buffer> answer = std::move(denied->json);
        if (denied->for_good)
            for_good_ = answer;
        over(wire::Error::login_refused, answer);
    } else if (std::holds_alternative<Late>(action))
        net::count(net::figures().late_answers, 1);
    else if (const auto* close = std::get_if<Close>(&action)) {
        if (close->why == wire::Error::not_a_challenge || close->why == wire::Error::other_device ||
            close->why == wire::Error::login_refused)
            for_good_ = close->why;
        over(close->why, close->why);
    }
}

void JsonLine::admitted()
{
    for (auto& question : std::exchange(waiting_, {}))
        put(std::move(question));
}

void JsonLine::put(Question question)
{
    Actions actions;
    const auto id = machine_->call(std::move(question.request), question.deadline, now(), actions);
    if (id)
        asked_.emplace(id.value(), std::move(question.done));
    else
        question.done(id.error());
    carry_out(actions);
}

void JsonLine::answer(Replied& replied)
{
    const auto node = asked_.extract(replied.call);
    if (!node.empty())
        node.mapped()(std::move(replied.json));
}

void JsonLine::log_out()
{
    if (!up())
        return;
    guarded([&] {
        Actions actions;
        machine_->log_out(actions);
        carry_out(actions);
    });
}

void JsonLine::drop(wire::Error why)
{
    if (!machine_)
        return over(why, why);
    Actions actions;
    machine_->lost(why, actions);
    carry_out(actions);
}

/// The connection has ended, whoever ended it; the machine with it, and every question.
void JsonLine::over(wire::Error why, const wire::Result<wire::Buffer>& answer)
{
    net::count_if_garbage(why);
    unreachable_ = link_ && !machine_;
    connect_until_ = net::never;
    if (link_)
        link_->abort();
    link_.reset();
    machine_.reset();
    end_questions(answer);
}

void JsonLine::end_questions(const wire::Result<wire::Buffer>& answer)
{
    for (const auto& question : std::exchange(waiting_, {}))
        question.done(answer);
    for (const auto& [id, done] : std::exchange(asked_, {}))
        done(answer);
}

void JsonLine::close(wire::Error why)
{
    if (std::exchange(closed_, true))
        return;
    if (ticker_)
        ticker_->cancel();
    if (link_)
        link_->abort();
    link_.reset();
    machine_.reset();
    end_questions(why);
}

void JsonLine::expire(net::Time time)
{
    std::erase_if(waiting_, [time](const Question& question) {
        if (question.deadline > time)
            return false;
        question.done(wire::Error::timed_out);
        return true;
    });
}

void JsonLine::arm()
{
    if (closed_)
        return;
    if (!ticker_)
        ticker_ = std::make_shared<net::Ticker>(strand_, weak_from_this());
    auto deadline = std::min(connect_until_, machine_ ? machine_->deadline() : net::never);
    for (const auto& question : waiting_)
        deadline = std::min(deadline, question.deadline);
    ticker_->arm(deadline);
}

/// What is thrown on the strand ends this line and nothing else.
template <class Body>
void JsonLine::guarded(Body&& body)
{
    if (closed_)
        return;
    try {
        body();
    } catch (const std::bad_alloc&) {
        close(wire::Error::no_memory);
    } catch (...) {
        close(wire::Error::internal);
    }
}

} // namespace netsdk::session
