#pragma once

#include <array>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/write.hpp>
#include <cstdint>
#include <deque>
#include <future>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <utility>

namespace netsdk::test {

/// A TCP server on a loopback address, on a thread of its own: what the devices of the tests have in common. `Server`
/// derives from it and has `counts`; its connections know it and live on its thread only.
template <class Server, class Connection>
class LoopbackServer {
public:
    LoopbackServer(const std::string& address, std::uint16_t wanted)
        : acceptor_(io, {asio::ip::make_address(address), wanted}), port(acceptor_.local_endpoint().port())
    {
    }

    void start()
    {
        acceptor_.listen(4096);
        accept();
        thread_ = std::thread([this] { io.run(); });
    }
    /// Ends every connection, and the thread when it has nothing left to do.
    void stop()
    {
        asio::post(io, [this] {
            std::error_code ignored;
            acceptor_.close(ignored);
            close_all([](const Connection&) { return true; });
        });
        thread_.join();
    }

    /// Does it on the thread of the server, and waits for it.
    template <class Body>
    void run(const Body& body)
    {
        std::promise<void> done;
        asio::post(io, [&] {
            body();
            done.set_value();
        });
        done.get_future().wait();
    }
    template <class Which>
    void close_all(const Which& which)
    {
        for (const auto& connection : std::set(connections_))
            if (which(*connection))
                connection->close();
    }
    void forget(const std::shared_ptr<Connection>& connection) { connections_.erase(connection); }

    asio::io_context io{1};

private:
    void accept()
    {
        acceptor_.async_accept([this](std::error_code failed, asio::ip::tcp::socket socket) {
            if (failed == asio::error::operation_aborted)
                return;
            if (!failed)
                serve(std::move(socket));
            accept();
        });
    }
    void serve(asio::ip::tcp::socket socket)
    {
        auto& server = static_cast<Server&>(*this);
        ++server.counts.connections;
        ++server.counts.open;
        std::error_code ignored;
        socket.set_option(asio::ip::tcp::no_delay(true), ignored); // small answers one after the other
        const auto connection = std::make_shared<Connection>(std::move(socket), server);
        connections_.insert(connection);
        connection->read();
    }

    asio::ip::tcp::acceptor acceptor_;
    std::set<std::shared_ptr<Connection>> connections_;
    std::thread thread_;

public:
    const std::uint16_t port;
};

/// One connection to such a server; on its thread only. `Self` derives from it and has take(bytes); sent(), where it
/// has one, is called when all that was to be sent has left.
template <class Self, class Server>
class ServedConnection : public std::enable_shared_from_this<Self> {
public:
    ServedConnection(asio::ip::tcp::socket socket, Server& server) : socket_(std::move(socket)), server_(server) {}

    void read()
    {
        socket_.async_read_some(asio::buffer(input_),
                                [self = this->shared_from_this()](std::error_code failed, std::size_t n) {
                                    if (self->closed_)
                                        return;
                                    if (failed)
                                        return self->lost(failed);
                                    self->server_.counts.bytes += n;
                                    self->take(std::as_bytes(std::span(self->input_).first(n)));
                                    if (!self->closed_)
                                        self->read();
                                });
    }
    /// With a reset, so that the other side notices it at once.
    void close()
    {
        if (std::exchange(closed_, true))
            return;
        std::error_code ignored;
        socket_.set_option(asio::socket_base::linger(true, 0), ignored);
        socket_.close(ignored);
        --server_.counts.open;
        server_.forget(this->shared_from_this());
    }

protected:
    [[nodiscard]] bool closed() const noexcept { return closed_; }
    [[nodiscard]] Server& server() const noexcept { return server_; }

    void send_raw(std::string bytes)
    {
        if (closed_)
            return;
        output_.push_back(std::move(bytes));
        if (output_.size() == 1)
            write();
    }
    /// What was sent before still leaves.
    void close_when_sent() { last_ = true; }
    void sent() {}

private:
    // A reset is told once, to whichever asks first: the one that reads or the one that writes.
    void lost(std::error_code failed)
    {
        if (failed == asio::error::connection_reset)
            ++server_.counts.resets;
        close();
    }
    void write()
    {
        asio::async_write(socket_, asio::buffer(output_.front()),
                          [self = this->shared_from_this()](std::error_code failed, std::size_t) {
                              if (self->closed_)
                                  return;
                              if (failed)
                                  return self->lost(failed);
                              self->output_.pop_front();
                              if (!self->output_.empty())
                                  return self->write();
                              if (self->last_)
                                  return self->close();
                              self->sent();
                          });
    }

    asio::ip::tcp::socket socket_;
    Server& server_;
    std::array<char, 4096> input_{};
    std::deque<std::string> output_;
    bool last_ = false;
    bool closed_ = false;
};

} // namespace netsdk::test
