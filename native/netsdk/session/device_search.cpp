#include "session/device_search.h"

#include "net/figures.h"
#include "net/io_buffer.h"
#include "wire/old_discovery.h"

#include <asio/ip/multicast.hpp>
#include <asio/post.hpp>

namespace netsdk::session {
namespace {
constexpr int datagrams_per_wake = 64; // then others have their turn
constexpr std::size_t most_notes_waiting = 4096;
constexpr asio::ip::address_v4::uint_type group = 0xEFFFFFFBU; // 239.255.255.251

[[nodiscard]] net::Time now()
{
    return std::chrono::steady_clock::now();
}
} // namespace

DeviceSearch::DeviceSearch(Setup setup)
    : setup_(std::move(setup)), notes_(std::make_shared<streams::NoteQueue>(setup_.delivery)),
      machine_(now(), setup_.kinds), question_(wire::discovery_request()), old_question_(wire::old_discovery_request())
{
}

wire::Result<std::shared_ptr<DeviceSearch>> DeviceSearch::start(Setup setup)
{
    std::shared_ptr<DeviceSearch> search(new DeviceSearch(std::move(setup))); // NOLINT(cppcoreguidelines-owning-memory)
    search->ticker_ = std::make_shared<net::Ticker>(search->setup_.strand, search);
    for (const auto& local : search->setup_.locals)
        static_cast<void>(search->open(local));
    if (search->ears_.empty())
        return wire::Error::system;
    asio::post(search->setup_.strand, [search] {
        for (std::size_t ear = 0; ear < search->ears_.size(); ++ear)
            search->listen(ear);
        search->on_tick();
    });
    return search;
}

/// One address may fail, such as one that has just gone; the others serve.
bool DeviceSearch::open(const net::LocalAddress& local)
{
    std::error_code error;
    net::UdpSocket socket(setup_.strand);
    socket.open(asio::ip::udp::v4(), error);
    if (!error)
        socket.set_option(asio::socket_base::broadcast(true), error);
    if (!error)
        socket.set_option(asio::ip::multicast::outbound_interface(local.address), error);
    if (!error)
        socket.bind({local.address, 0}, error);
    if (!error)
        socket.non_blocking(true, error);
    if (error)
        return false;
    ears_.push_back({std::move(socket), local, local.address.to_string()});
    return true;
}

void DeviceSearch::stop()
{
    gate_.close();
    stopped_.complete({});
    asio::post(setup_.strand, [self = shared_from_this()] {
        self->closed_ = true;
        self->ticker_->cancel();
        std::error_code ignored; // a socket that cannot be closed is closed
        for (auto& ear : self->ears_)
            ear.socket.close(ignored);
    });
}

void DeviceSearch::on_tick()
{
    if (closed_)
        return;
    const auto due = machine_.tick(now());
    if (due.json)
        ask(question_, setup_.settings.discovery_port);
    if (due.binary)
        ask(old_question_, setup_.settings.old_discovery_port);
    ticker_->arm(machine_.deadline());
}

void DeviceSearch::ask(wire::Bytes question, std::uint16_t port)
{
    for (auto& ear : ears_) {
        const auto send = [&](const asio::ip::address_v4& to) {
            std::error_code ignored; // a network that takes no broadcast now may take the next one
            ear.socket.send_to(asio::buffer(question.data(), question.size()), {to, port}, 0, ignored);
        };
        for (const auto& target : setup_.targets)
            send(target);
        if (!setup_.targets.empty())
            continue;
        if (setup_.ways != SearchWays::broadcast)
            send(asio::ip::address_v4(group));
        if (setup_.ways == SearchWays::multicast)
            continue;
        send(ear.local.broadcast);
        if (!ear.local.address.is_loopback())
            send(asio::ip::address_v4::broadcast());
    }
}

void DeviceSearch::listen(std::size_t ear)
{
    ears_[ear].socket.async_wait(net::UdpSocket::wait_read,
                                 [self = shared_from_this(), ear](const std::error_code& failed) {
                                     if (self->closed_ || failed)
                                         return;
                                     self->receive(ear);
                                     self->listen(ear);
                                 });
}

void DeviceSearch::receive(std::size_t ear)
{
    for (int count = 0; count < datagrams_per_wake && !closed_; ++count) {
        std::error_code failed;
        asio::ip::udp::endpoint from;
        const auto buffer = net::IoBuffer::of_this_thread();
        const auto size = ears_[ear].socket.receive_from(asio::buffer(buffer.data(), buffer.size()), from, 0, failed);
        if (failed)
            return; // nothing more, or an ICMP report about something we sent
        net::count(net::figures().bytes_received, size);
        heard(ear, wire::Bytes(buffer.data(), size), from.address().to_string());
    }
}

wire::Result<wire::DiscoveredDevice> DeviceSearch::parse(wire::Bytes datagram, AnswerKind kind) const
{
    if (kind == AnswerKind::json)
        return wire::parse_discovery_reply(datagram, setup_.settings.limits);
    if (setup_.kinds == SearchKinds::json)
        return wire::Error::unexpected_answer; // nobody asked for it
    return wire::parse_old_discovery_reply(datagram);
}

void DeviceSearch::heard(std::size_t ear, wire::Bytes datagram, const std::string& from)
{
    try {
        const auto kind = wire::is_old_discovery(datagram) ? AnswerKind::binary : AnswerKind::json;
        auto device = parse(datagram, kind);
        if (!device)
            return; // anybody may send anything to a port; there is no connection to close
        if (device.value().ipv4.address.empty())
            device.value().ipv4.address = from;
        if (notes_->waiting() >= most_notes_waiting)
            return; // it will answer the next question
        if (machine_.is_new(device.value(), kind))
            tell({std::move(device).value(), ears_[ear].text});
    } catch (const std::bad_alloc&) {
        return; // as a datagram that was lost, or a device that this search does not tell
    }
}

void DeviceSearch::tell(FoundDevice found)
{
    notes_->post([self = shared_from_this(), found = std::move(found)] {
        try {
            self->gate_.run([&] { self->setup_.sink(found); });
        } catch (...) {
            // A callback that throws has broken the contract; its device is spent.
        }
    });
}

} // namespace netsdk::session
