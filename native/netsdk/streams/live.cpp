#include "streams/live.h"

#include "net/figures.h"

#include <asio/post.hpp>

namespace netsdk::streams {
namespace {
[[nodiscard]] net::Time now()
{
    return std::chrono::steady_clock::now();
}
} // namespace

std::shared_ptr<Live> Live::create(Setup setup)
{
    std::shared_ptr<Live> live(
        new Live(std::move(setup))); // NOLINT(cppcoreguidelines-owning-memory): private constructor
    live->outlet_ = std::make_shared<Outlet>(live->setup_.delivery, live->setup_.budget,
                                             [weak = std::weak_ptr(live), strand = live->setup_.strand] {
                                                 asio::post(strand, [weak] {
                                                     if (const auto self = weak.lock())
                                                         self->has_room();
                                                 });
                                             });
    live->ticker_ = std::make_shared<net::Ticker>(live->setup_.strand, live);
    return live;
}

/// What is thrown on the strand ends this view and nothing else.
template <class Body>
void Live::guarded(Body&& body)
{
    if (closed_)
        return;
    try {
        body();
    } catch (const std::bad_alloc&) {
        give_up(wire::Error::no_memory, Farewell::silent);
    } catch (...) {
        give_up(wire::Error::internal, Farewell::silent);
    }
}

void Live::open(Opened opened)
{
    asio::post(setup_.strand, [self = shared_from_this(), opened = std::move(opened)]() mutable {
        if (self->closed_)
            return opened(wire::Error::cancelled);
        self->opened_ = std::move(opened);
        self->guarded([&] { self->begin(); });
    });
}

void Live::stop()
{
    outlet_->close();
    asio::post(setup_.strand, [self = shared_from_this()] { self->end(Farewell::told); });
}

void Live::login_back()
{
    guarded([&] {
        back_off_.reset();
        begin();
    });
}

void Live::login_lost(wire::Error why)
{
    guarded([&] { give_up(why, Farewell::silent); });
}

void Live::begin()
{
    const auto control = setup_.control.lock();
    const auto session = control ? control->session() : 0;
    if (session == 0)
        return failed(wire::Error::connection_lost);
    retry_at_ = net::never;
    ++opening_;
    resyncs_counted_ = 0;
    machine_.emplace(setup_.target, setup_.bounds);
    LiveMachine::Actions actions;
    machine_->start(session, now(), actions);
    carry_out(actions);
}

void Live::carry_out(LiveMachine::Actions& actions)
{
    for (auto& action : actions) {
        if (closed_)
            return;
        if (auto* order = std::get_if<LiveMachine::Order>(&action))
            unanswered_ = place_order(order->order);
        else if (std::holds_alternative<LiveMachine::Connect>(action))
            connect();
        else if (auto* send = std::get_if<LiveMachine::SendMedia>(&action))
            link_->send(std::move(send->bytes));
        else if (auto* frame = std::get_if<LiveMachine::Frame>(&action))
            deliver(std::move(frame->bytes));
        else if (auto* failure = std::get_if<LiveMachine::Failed>(&action))
            return failed(failure->why);
        else if (auto opened = std::exchange(opened_, nullptr))
            opened(wire::success());
    }
    if (machine_)
        ticker_->arm(machine_->deadline());
    count_resyncs();
}

void Live::connect()
{
    const auto control = setup_.control.lock();
    if (!control)
        return failed(wire::Error::cancelled);
    link_ = std::make_shared<net::Link>(setup_.strand, weak_from_this());
    link_->connect(control->target());
}

/// Nothing: it could not be ordered, which is its answer.
std::optional<std::uint32_t> Live::place_order(const StreamOrder& order)
{
    const auto control = setup_.control.lock();
    const auto placed = control ? control->order(order, weak_from_this(), opening_)
                                : wire::Result<std::uint32_t>(wire::Error::cancelled);
    if (placed)
        return placed.value();
    asio::post(setup_.strand,
               [self = shared_from_this(), tag = opening_, why = placed.error()] { self->on_answer(tag, why); });
    return std::nullopt;
}

/// What the machine does not know yet it cannot give back: that is then the control connection's matter.
void Live::withdraw() noexcept
{
    const auto order = std::exchange(unanswered_, std::nullopt);
    if (const auto control = setup_.control.lock(); control && order)
        control->withdraw(*order);
}

void Live::deliver(wire::Buffer frame)
{
    if (outlet_->offer(std::move(frame)) == Outlet::Room::full && link_)
        link_->pause();
}

void Live::has_room()
{
    if (closed_ || !link_)
        return;
    link_->resume();
}

void Live::on_connected(net::Link& link)
{
    guarded([&] {
        if (&link != link_.get() || !machine_)
            return;
        LiveMachine::Actions actions;
        machine_->connected(now(), actions);
        carry_out(actions);
    });
}

void Live::on_bytes(net::Link& link, wire::Bytes bytes)
{
    guarded([&] {
        if (&link != link_.get() || !machine_)
            return;
        LiveMachine::Actions actions;
        machine_->feed(bytes, now(), actions);
        if (machine_->playing())
            back_off_.reset();
        carry_out(actions);
    });
}

void Live::on_lost(net::Link& link, wire::Error why)
{
    guarded([&] {
        if (&link != link_.get() || !machine_)
            return;
        LiveMachine::Actions actions;
        machine_->lost(why, actions);
        carry_out(actions);
    });
}

void Live::on_answer(std::uint32_t tag, const wire::Result<wire::StreamReply>& reply)
{
    guarded([&] {
        if (tag != opening_ || !machine_)
            return;
        unanswered_.reset();
        LiveMachine::Actions actions;
        machine_->answered(reply, now(), actions);
        carry_out(actions);
    });
}

void Live::on_tick()
{
    guarded([&] {
        if (now() >= retry_at_)
            return begin();
        ticker_->arm(retry_at_);
        if (!machine_)
            return;
        LiveMachine::Actions actions;
        machine_->tick(now(), actions);
        carry_out(actions);
    });
}

void Live::failed(wire::Error why)
{
    net::count_if_garbage(why);
    give_up(why, Farewell::told);
}

/// Ends this opening. Whoever waits for it is told; else it may be tried again later.
void Live::give_up(wire::Error why, Farewell farewell)
{
    count_resyncs();
    if (link_)
        link_->abort();
    link_.reset();
    withdraw();
    if (auto machine = std::exchange(machine_, std::nullopt); machine && farewell == Farewell::told) {
        LiveMachine::Actions last;
        machine->stop(last);
        ++opening_; // nobody waits for the answers
        for (const auto& action : last)
            if (const auto* order = std::get_if<LiveMachine::Order>(&action))
                static_cast<void>(place_order(order->order));
    }
    if (auto opened = std::exchange(opened_, nullptr))
        return opened(why);
    const auto control = setup_.control.lock();
    if (closed_ || !control || control->session() == 0 || !control->reopens_streams())
        return;
    retry_at_ = now() + back_off_.next();
    ticker_->arm(retry_at_);
}

void Live::end(Farewell farewell)
{
    if (closed_)
        return;
    closed_ = true;
    ticker_->cancel();
    give_up(wire::Error::cancelled, farewell);
}

void Live::count_resyncs()
{
    if (!machine_)
        return;
    const auto resyncs = machine_->resyncs();
    net::count(net::figures().resyncs, resyncs - resyncs_counted_);
    resyncs_counted_ = resyncs;
}

} // namespace netsdk::streams
