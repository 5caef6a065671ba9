#include "session/http_port.h"

#include "net/figures.h"
#include "net/io_buffer.h"
#include "net/watchdog.h"

#include <algorithm>
#include <asio/buffer.hpp>
#include <utility>

namespace netsdk::session {
namespace {
constexpr int datagrams_per_wake = 16; // then others have their turn
constexpr std::uint16_t untold = 0;

[[nodiscard]] net::Time now()
{
    return std::chrono::steady_clock::now();
}
} // namespace

HttpPort::HttpPort(net::Strand strand, net::Target device, std::string serial, const Settings& settings, Found found)
    : strand_(std::move(strand)), device_(std::move(device)), serial_(std::move(serial)), limits_(settings.limits),
      discovery_port_(settings.discovery_port), found_(std::move(found)), socket_(strand_)
{
}

void HttpPort::ask()
{
    ticker_ = std::make_shared<net::Ticker>(strand_, weak_from_this());
    until_ = again_ = now();
    if (open()) {
        until_ += patience;
        listen();
    }
    ticker_->arm(again_);
}

/// Connected, so that only the device itself is heard.
bool HttpPort::open()
{
    const auto address = device_.device.address();
    std::error_code error;
    socket_.open(address.is_v6() ? asio::ip::udp::v6() : asio::ip::udp::v4(), error);
    if (!error && device_.local)
        socket_.bind({*device_.local, 0}, error);
    if (!error)
        socket_.non_blocking(true, error);
    if (!error)
        socket_.connect({address, discovery_port_}, error);
    return !error;
}

void HttpPort::on_tick()
{
    if (closed_)
        return;
    const auto time = now();
    if (time >= until_)
        return finish(disagree_ ? untold : of_others_.value_or(untold));
    if (time >= again_) {
        again_ += patience / 2;
        send();
    }
    ticker_->arm(std::min(again_, until_));
}

/// It is sent for a login, so the watchdog is asked as before any byte for one.
void HttpPort::send()
{
    if (net::watchdog().latch().tripped())
        return;
    const auto question = wire::discovery_request();
    std::error_code ignored; // one that does not leave is one that got lost
    socket_.send(asio::buffer(question), 0, ignored);
}

void HttpPort::listen()
{
    socket_.async_wait(net::UdpSocket::wait_read, [self = shared_from_this()](const std::error_code& failed) {
        if (self->closed_ || failed)
            return;
        self->receive();
        if (!self->closed_)
            self->listen();
    });
}

void HttpPort::receive()
{
    for (int count = 0; count < datagrams_per_wake && !closed_; ++count) {
        std::error_code failed;
        const auto buffer = net::IoBuffer::of_this_thread();
        const auto size = socket_.receive(asio::buffer(buffer.data(), buffer.size()), 0, failed);
        if (failed == asio::error::connection_refused)
            return finish(untold); // nobody listens there: nothing will be told
        if (failed)
            return;
        net::count(net::figures().bytes_received, size);
        const auto device = wire::parse_discovery_reply(wire::Bytes(buffer.data(), size), limits_);
        if (device)
            heard(device.value());
    }
}

void HttpPort::heard(const wire::DiscoveredDevice& device)
{
    if (serial_.empty() || device.serial == serial_)
        return finish(device.http_port);
    disagree_ = disagree_ || of_others_.value_or(device.http_port) != device.http_port;
    of_others_ = device.http_port;
}

void HttpPort::finish(std::uint16_t told)
{
    if (closed_)
        return;
    const auto self = shared_from_this(); // who is told may let go of it
    abort();
    if (const auto found = std::exchange(found_, nullptr))
        found(told == untold ? KnownPort{usual, PortSource::usual} : KnownPort{told, PortSource::told});
}

void HttpPort::abort() noexcept
{
    closed_ = true;
    if (ticker_)
        ticker_->cancel();
    std::error_code ignored; // a socket that cannot be closed is closed
    socket_.close(ignored);
}

} // namespace netsdk::session
