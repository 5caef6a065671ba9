#include "session/session.h"

#include "session/snapshots.h"

#include <asio/post.hpp>

// The side of a session that takes pictures.

namespace netsdk::session {
namespace {
constexpr net::Milliseconds strand_slack{2000};                   // for a busy machine
constexpr std::size_t most_bytes_waiting = std::size_t{16} << 20; // of pictures that a slow callback has not had yet
} // namespace

/// Made at the first need: most logins take no picture.
Snapshots& Session::snapshots()
{
    if (!snapshots_)
        snapshots_ = std::make_shared<Snapshots>(setup_.strand, setup_.settings, setup_.account, weak_from_this());
    return *snapshots_;
}

wire::Status Session::on_snapshots(const std::function<wire::Status(Snapshots&)>& body)
{
    const auto waiter = std::make_shared<Waiter<wire::Status>>();
    asio::post(setup_.strand, [self = shared_from_this(), body, waiter] {
        wire::Status status = wire::Error::cancelled;
        self->guarded([&] { status = body(self->snapshots()); });
        waiter->complete(status);
    });
    const auto status = waiter->wait_until(std::chrono::steady_clock::now() + strand_slack);
    return status ? *status : wire::Status(wire::Error::timed_out);
}

wire::Result<wire::Buffer> Session::take_picture(unsigned channel, net::Time deadline)
{
    const auto waiter = std::make_shared<Waiter<Snapshots::Picture>>();
    asio::post(setup_.strand, [self = shared_from_this(), channel, deadline, waiter] {
        self->guarded([&] { self->snapshots().take(channel, deadline, waiter); });
        if (self->closed_)
            waiter->complete(wire::Error::cancelled); // unless it has its answer already
    });
    auto picture = waiter->wait_until(deadline + strand_slack);
    return picture ? std::move(*picture) : Snapshots::Picture(wire::Error::timed_out);
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

/// Puts a picture on the way to the caller's callback, or why there is none.
void Session::on_picture(std::uint16_t serial, wire::Result<wire::Buffer> picture)
{
    if (picture && picture_bytes_.load() + picture.value().size() > most_bytes_waiting)
        picture = wire::Error::limit_reached;
    const auto size = picture ? picture.value().size() : 0;
    picture_bytes_.fetch_add(size);
    asio::post(notes_, [self = shared_from_this(), serial, size, picture = std::move(picture)] {
        try {
            self->gate_.run([&] { self->setup_.events.picture(self->setup_.handle, serial, picture); });
        } catch (...) {
            // A callback that throws has broken the contract; its picture is spent.
        }
        self->picture_bytes_.fetch_sub(size);
    });
}

} // namespace netsdk::session
