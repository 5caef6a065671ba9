#include "net/link.h"

#include "net/figures.h"
#include "net/io_buffer.h"
#include "net/link_error.h"
#include "net/socket_options.h"

#include <asio/buffer.hpp>
#include <asio/post.hpp>

namespace netsdk::net {
namespace {
constexpr std::size_t max_bytes_waiting = std::size_t{1} << 20;
constexpr int reads_per_wake = 4; // then others have their turn
} // namespace

Link::Link(Strand strand, std::weak_ptr<LinkOwner> owner) : socket_(std::move(strand)), owner_(std::move(owner)) {}

Link::~Link()
{
    if (permit_)
        watchdog().leave(this);
}

void Link::connect(const Target& target)
{
    permit_ = watchdog().enter(this, weak_from_this());
    std::error_code error;
    socket_.open(target.device.protocol(), error);
    if (!error)
        error = prepare(socket_);
    if (!error && target.local)
        socket_.bind({*target.local, 0}, error);
    if (error)
        return lose_later(error_of(error, wire::Error::system));
    if (!permit_->open())
        return lose_later(wire::Error::watchdog_tripped);
    socket_.async_connect(target.device, [self = shared_from_this()](const std::error_code& failed) {
        if (self->closed_)
            return;
        if (failed == asio::error::timed_out)
            return self->lose(wire::Error::connect_timed_out);
        if (failed)
            return self->lose(error_of(failed, wire::Error::unreachable));
        std::error_code unknown;
        // A port nobody listens on may lie in the range of our own ports, and the kernel then connects us to ourselves.
        if (self->socket_.local_endpoint(unknown) == self->socket_.remote_endpoint(unknown))
            return self->lose(wire::Error::connection_refused);
        self->connected_ = true;
        if (const auto owner = self->owner_.lock())
            owner->on_connected(*self);
        self->write();
        self->wait_readable();
    });
}

void Link::send(wire::Buffer bytes)
{
    if (closed_ || bytes.empty())
        return;
    if (output_.empty())
        output_ = std::move(bytes);
    else
        output_.insert(output_.end(), bytes.begin(), bytes.end());
    if (waiting() > max_bytes_waiting)
        return lose_later(wire::Error::limit_reached);
    write();
}

/// The one place where bytes leave for a device. The kernel is offered them here and nowhere else, never by a handler
/// of the reactor's own, so that each time the watchdog is asked first.
void Link::write()
{
    while (!closed_ && connected_ && !write_pending_ && !output_.empty()) {
        if (!permit_->open())
            return lose_later(wire::Error::connection_lost);
        std::error_code failed;
        taken_ += socket_.write_some(asio::buffer(output_) + taken_, failed);
        if (failed == asio::error::would_block || failed == asio::error::try_again)
            return wait_writable();
        if (failed)
            return lose_later(error_of(failed, wire::Error::connection_lost));
        if (taken_ == output_.size()) {
            output_ = {};
            taken_ = 0;
        }
    }
}

void Link::wait_writable()
{
    write_pending_ = true;
    socket_.async_wait(TcpSocket::wait_write, [self = shared_from_this()](const std::error_code& failed) {
        self->write_pending_ = false;
        if (self->closed_)
            return;
        if (failed)
            return self->lose(error_of(failed, wire::Error::connection_lost));
        self->write();
    });
}

void Link::pause() noexcept
{
    paused_ = true;
}

void Link::resume()
{
    if (!std::exchange(paused_, false))
        return;
    wait_readable();
}

void Link::wait_readable()
{
    if (closed_ || !connected_ || paused_ || read_pending_)
        return;
    read_pending_ = true;
    socket_.async_wait(TcpSocket::wait_read, [self = shared_from_this()](const std::error_code& failed) {
        self->read_pending_ = false;
        if (self->closed_)
            return;
        if (failed)
            return self->lose(error_of(failed, wire::Error::connection_lost));
        self->read();
    });
}

void Link::read()
{
    if (!permit_->open())
        return lose(wire::Error::connection_lost);
    for (int reads = 0; reads < reads_per_wake && !closed_ && !paused_; ++reads) {
        std::error_code failed;
        const auto buffer = IoBuffer::of_this_thread();
        const auto size = socket_.read_some(asio::buffer(buffer.data(), buffer.size()), failed);
        if (failed == asio::error::would_block || failed == asio::error::try_again)
            break;
        if (failed)
            return lose(error_of(failed, wire::Error::connection_lost));
        count(figures().bytes_received, size);
        if (const auto owner = owner_.lock())
            owner->on_bytes(*this, wire::Bytes(buffer.data(), size));
        if (size < buffer.size())
            break;
    }
    wait_readable();
}

void Link::lose(wire::Error why)
{
    if (closed_)
        return;
    abort();
    if (const auto owner = owner_.lock())
        owner->on_lost(*this, why);
}

/// The owner is never called inside its own call.
void Link::lose_later(wire::Error why)
{
    asio::post(socket_.get_executor(), [self = shared_from_this(), why] { self->lose(why); });
}

void Link::abort() noexcept
{
    closed_ = true;
    std::error_code ignored; // a socket that cannot be closed is closed
    socket_.close(ignored);
    output_ = {};
    taken_ = 0;
    if (permit_)
        watchdog().leave(this);
    permit_.reset();
}

void Link::on_trip()
{
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        if (!self->closed_ && !self->permit_->open())
            self->lose(wire::Error::connection_lost);
    });
}

} // namespace netsdk::net
