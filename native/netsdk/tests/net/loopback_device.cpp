#include "tests/net/loopback_connection.h"

#include <asio/post.hpp>
#include <future>

namespace netsdk::test {

void LoopbackDevice::Inside::accept()
{
    acceptor.async_accept([this](std::error_code failed, asio::ip::tcp::socket socket) {
        if (failed == asio::error::operation_aborted)
            return;
        if (!failed) {
            ++counts.connections;
            ++counts.open;
            std::error_code ignored;
            socket.set_option(asio::ip::tcp::no_delay(true), ignored); // small answers one after the other
            const auto connection = std::make_shared<Connection>(std::move(socket), *this);
            connections.insert(connection);
            connection->read();
        }
        accept();
    });
}

LoopbackDevice::LoopbackDevice(Options options) : inside_(std::make_shared<Inside>(std::move(options)))
{
    inside_->acceptor.listen(4096);
    inside_->accept();
    inside_->thread = std::thread([inside = inside_.get()] { inside->io.run(); });
}

LoopbackDevice::~LoopbackDevice()
{
    asio::post(inside_->io, [inside = inside_.get()] {
        std::error_code ignored;
        inside->acceptor.close(ignored);
        for (const auto& connection : std::set(inside->connections))
            connection->close();
    });
    inside_->thread.join();
}

std::uint16_t LoopbackDevice::port() const noexcept
{
    return inside_->port;
}
const LoopbackDevice::Counts& LoopbackDevice::counts() const noexcept
{
    return inside_->counts;
}
const LoopbackDevice::Options& LoopbackDevice::options() const noexcept
{
    return inside_->options;
}
void LoopbackDevice::fail(Fault fault) noexcept
{
    inside_->fault.store(fault);
}

void LoopbackDevice::refuse_with(std::uint8_t code, std::uint8_t sub_code, std::uint8_t tries, std::string text)
{
    std::promise<void> done;
    asio::post(inside_->io, [&] {
        inside_->refusal[0] = code;
        inside_->refusal[1] = sub_code;
        inside_->refusal[2] = tries;
        inside_->refusal_text = std::move(text);
        done.set_value();
    });
    done.get_future().wait();
}

void LoopbackDevice::let_grants_go()
{
    std::promise<void> done;
    asio::post(inside_->io, [&] {
        for (const auto& grant : std::exchange(inside_->held_grants, {}))
            grant();
        done.set_value();
    });
    done.get_future().wait();
}

void LoopbackDevice::drop_all()
{
    std::promise<void> done;
    asio::post(inside_->io, [&] {
        for (const auto& connection : std::set(inside_->connections))
            connection->close();
        done.set_value();
    });
    done.get_future().wait();
}

void LoopbackDevice::drop_media()
{
    std::promise<void> done;
    asio::post(inside_->io, [&] {
        for (const auto& connection : std::set(inside_->connections))
            if (connection->carries_media())
                connection->close();
        done.set_value();
    });
    done.get_future().wait();
}

} // namespace netsdk::test
