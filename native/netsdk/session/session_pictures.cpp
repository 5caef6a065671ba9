#include "session/session.h"

#include "net/figures.h"
#include "session/snapshots.h"

#include <asio/post.hpp>

// The side of a session that takes pictures.

namespace netsdk::session {
namespace {
constexpr net::Milliseconds strand_slack{2000}; // for a busy machine
// Of what a slow callback has not had yet: pictures, then room for notes that there is none.
constexpr std::size_t most_bytes_waiting = std::size_t{16} << 20;
constexpr std::size_t most_with_notes = most_bytes_waiting + (std::size_t{1} << 20);
constexpr std::size_t cost_of_note = 256;
} // namespace

/// Made at the first need: most logins take no picture.
Snapshots& Session::snapshots()
{
    if (!snapshots_)
        snapshots_ = std::make_shared<Snapshots>(setup_.strand, setup_.settings, setup_.account, weak_from_this());
    return *snapshots_;
}

/// Whoever is first begins it or gives it up: an order that the caller was told has failed is not carried out later.
wire::Status Session::on_snapshots(const std::function<wire::Status(Snapshots&)>& body)
{
    struct Order {
        std::atomic_flag taken;
        Waiter<wire::Status> waiter;
    };
    const auto order = std::make_shared<Order>();
    asio::post(setup_.strand, [self = shared_from_this(), body, order] {
        if (order->taken.test_and_set())
            return;
        wire::Status status = wire::Error::cancelled;
        self->guarded([&] { status = body(self->snapshots()); });
        order->waiter.complete(status);
    });
    const auto answer = [&] { return order->waiter.wait_until(std::chrono::steady_clock::now() + strand_slack); };
    auto status = answer();
    if (!status && order->taken.test_and_set())
        status = answer(); // begun at the last moment
    return status ? *status : wire::Status(wire::Error::timed_out);
}

PictureResult Session::take_picture(unsigned channel, net::Time deadline)
{
    const auto waiter = std::make_shared<Waiter<PictureResult>>();
    asio::post(setup_.strand, [self = shared_from_this(), channel, deadline, waiter] {
        self->guarded([&] { self->snapshots().take(channel, deadline, waiter); });
        if (self->closed_)
            waiter->complete(wire::Error::cancelled); // unless it has its answer already
    });
    auto picture = waiter->wait_until(deadline + strand_slack);
    return picture ? std::move(*picture) : PictureResult(wire::Error::timed_out);
}

/// A device that has said that it goes away is left alone.
bool Session::may_ask() const
{
    return online() && leaving_.empty() && std::chrono::steady_clock::now() >= loss_expected_until_;
}

void Session::set_http_port(std::uint16_t port)
{
    asio::post(setup_.strand,
               [self = shared_from_this(), port] { self->guarded([&] { self->snapshots().set_port(port); }); });
}

PortResult Session::find_http_port()
{
    const auto waiter = std::make_shared<Waiter<PortResult>>();
    asio::post(setup_.strand, [self = shared_from_this(), waiter] {
        self->guarded([&] { self->snapshots().tell_port(waiter); });
        if (self->closed_)
            waiter->complete(wire::Error::cancelled); // unless it has its answer already
    });
    const auto port = waiter->wait_until(std::chrono::steady_clock::now() + HttpPort::patience + strand_slack);
    return port ? *port : PortResult(wire::Error::timed_out);
}

void Session::run_guarded(const std::function<void()>& body)
{
    guarded(body);
}

/// Puts a picture on the way to the caller's callback, or why there is none. A callback that stands still for very long
/// gets neither: nobody waits for what it does not take.
void Session::on_picture(std::uint16_t serial, PictureResult picture)
{
    const auto fits = [&](std::size_t bytes, std::size_t most) { return picture_bytes_.load() + bytes <= most; };
    if (picture && !fits(picture.value()->bytes.size() + cost_of_note, most_bytes_waiting))
        picture = wire::Error::limit_reached;
    const auto size = cost_of_note + (picture ? picture.value()->bytes.size() : 0);
    if (!fits(size, most_with_notes))
        return net::count(net::figures().late_answers, 1);
    const auto note = [self = shared_from_this(), serial, size, picture = std::move(picture)] {
        try {
            self->gate_.run([&] { self->setup_.events.picture(self->setup_.handle, serial, picture); });
        } catch (...) {
            // A callback that throws has broken the contract; its picture is spent.
        }
        self->picture_bytes_.fetch_sub(size);
    };
    picture_bytes_.fetch_add(size);
    try {
        notes_->post(note);
    } catch (...) {
        picture_bytes_.fetch_sub(size);
        throw;
    }
}

} // namespace netsdk::session
