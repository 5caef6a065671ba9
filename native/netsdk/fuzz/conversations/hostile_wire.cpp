#include "fuzz/conversations/hostile_wire.h"

#include <array>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/write.hpp>
#include <atomic>
#include <cstdio>
#include <set>
#include <thread>

namespace netsdk::fuzz {
namespace {
using asio::ip::tcp;
constexpr std::size_t piece = 16384;

/// One connection of the library, and the one to the device that it has.
class Pair : public std::enable_shared_from_this<Pair> {
public:
    Pair(tcp::socket library, std::uint16_t device, Mangler mangler)
        : library_(std::move(library)), device_(library_.get_executor()), port_(device), mangler_(std::move(mangler))
    {
    }

    void start()
    {
        std::error_code failed, ignored;
        device_.connect({asio::ip::address_v4::loopback(), port_}, failed);
        if (failed)
            return close();
        library_.set_option(tcp::no_delay(true), ignored);
        device_.set_option(tcp::no_delay(true), ignored);
        listen_to_library();
        listen_to_device();
    }

    void close()
    {
        std::error_code ignored;
        library_.close(ignored);
        device_.close(ignored);
    }

private:
    void listen_to_library()
    {
        library_.async_read_some(asio::buffer(from_library_),
                                 [self = shared_from_this()](std::error_code failed, std::size_t size) {
                                     if (failed)
                                         return self->close();
                                     std::error_code lost;
                                     asio::write(self->device_, asio::buffer(self->from_library_, size), lost);
                                     self->listen_to_library();
                                 });
    }

    void listen_to_device()
    {
        device_.async_read_some(
            asio::buffer(from_device_), [self = shared_from_this()](std::error_code failed, std::size_t size) {
                if (failed)
                    return self->close();
                self->pass_on(self->mangler_.hear(std::as_bytes(std::span(self->from_device_).first(size))));
            });
    }

    void pass_on(Mangler::Said said)
    {
        saying_ = std::move(said.bytes);
        asio::async_write(library_, asio::buffer(saying_),
                          [self = shared_from_this(), end = said.end](std::error_code failed, std::size_t) {
                              std::error_code ignored;
                              if (end == Mangler::End::resets)
                                  self->library_.set_option(asio::socket_base::linger(true, 0), ignored);
                              if (failed || end == Mangler::End::closes || end == Mangler::End::resets)
                                  return self->close();
                              self->listen_to_device();
                          });
    }

    tcp::socket library_;
    tcp::socket device_;
    const std::uint16_t port_;
    Mangler mangler_;
    std::array<char, piece> from_library_{};
    std::array<char, piece> from_device_{};
    wire::Buffer saying_;
};
} // namespace

struct HostileWire::Inside {
    Inside(std::uint16_t port, Mangler::Framing frames, std::uint64_t first)
        : device(port), framing(frames), seed(first), acceptor(io, {asio::ip::address_v4::loopback(), 0})
    {
    }

    void accept()
    {
        acceptor.async_accept([this](std::error_code failed, tcp::socket socket) {
            if (failed == asio::error::operation_aborted)
                return;
            if (failed) { // one connection less, and the next is taken
                std::fprintf(stderr, "a connection could not be taken: %s\n", failed.message().c_str());
                return accept();
            }
            ++connections;
            const auto pair = std::make_shared<Pair>(std::move(socket), device, Mangler(framing, seed++));
            std::erase_if(pairs, [](const auto& weak) { return weak.expired(); });
            pairs.push_back(pair);
            pair->start();
            accept();
        });
    }

    const std::uint16_t device;
    const Mangler::Framing framing;
    std::uint64_t seed;
    asio::io_context io{1};
    tcp::acceptor acceptor;
    std::vector<std::weak_ptr<Pair>> pairs;
    std::atomic<long> connections{0};
    std::thread thread;
};

HostileWire::HostileWire(std::uint16_t device, Mangler::Framing framing, std::uint64_t seed)
    : inside_(std::make_shared<Inside>(device, framing, seed))
{
    inside_->acceptor.listen(1024);
    inside_->accept();
    inside_->thread = std::thread([inside = inside_.get()] { inside->io.run(); });
}

HostileWire::~HostileWire()
{
    asio::post(inside_->io, [inside = inside_.get()] {
        std::error_code ignored;
        inside->acceptor.close(ignored);
        for (const auto& weak : inside->pairs)
            if (const auto pair = weak.lock())
                pair->close();
    });
    inside_->thread.join();
}

std::uint16_t HostileWire::port() const noexcept
{
    std::error_code ignored;
    return inside_->acceptor.local_endpoint(ignored).port();
}

long HostileWire::connections() const noexcept
{
    return inside_->connections;
}

} // namespace netsdk::fuzz
