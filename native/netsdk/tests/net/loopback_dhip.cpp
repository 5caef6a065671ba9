#include "tests/net/loopback_dhip.h"

#include "wire/dhip_packet.h"
#include "wire/dhip_reader.h"
#include "wire/hashes.h"
#include "wire/rpc_message.h"

#include <array>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/write.hpp>
#include <boost/json/value.hpp>
#include <deque>
#include <future>
#include <map>
#include <set>
#include <thread>

namespace netsdk::test {
namespace {
constexpr std::string_view random_number = "1234567890";
constexpr std::size_t packet_bytes = 8192; // as devices cut long answers
} // namespace

using Fault = LoopbackDhip::Fault;

/// What its connections share; on its thread only, but for what is atomic.
struct LoopbackDhip::Inside {
    explicit Inside(Options given)
        : options(std::move(given)), acceptor(io, {asio::ip::make_address(options.address), 0}),
          port(acceptor.local_endpoint().port())
    {
    }
    void accept();

    const Options options;
    Counts counts;
    std::atomic<Fault> fault{Fault::none};
    std::atomic<std::uint32_t> refusal{268632085};
    asio::io_context io{1};
    asio::ip::tcp::acceptor acceptor;
    const std::uint16_t port;
    std::set<std::shared_ptr<Connection>> connections;
    std::map<std::string, std::string> answers;
    std::thread thread;
};

/// One connection to it.
class LoopbackDhip::Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(asio::ip::tcp::socket socket, Inside& device) : socket_(std::move(socket)), device_(device) {}

    void read()
    {
        socket_.async_read_some(asio::buffer(input_),
                                [self = shared_from_this()](std::error_code failed, std::size_t n) {
                                    if (self->closed_)
                                        return;
                                    if (failed)
                                        return self->end(failed);
                                    self->device_.counts.bytes += n;
                                    self->take(std::as_bytes(std::span(self->input_).first(n)));
                                    if (!self->closed_)
                                        self->read();
                                });
    }
    void close()
    {
        if (std::exchange(closed_, true))
            return;
        std::error_code ignored;
        socket_.set_option(asio::socket_base::linger(true, 0), ignored);
        socket_.close(ignored);
        --device_.counts.open;
        device_.connections.erase(shared_from_this());
    }

private:
    // A reset is told once, to whichever asks first: the one that reads or the one that writes.
    void end(std::error_code failed)
    {
        if (failed == asio::error::connection_reset)
            ++device_.counts.resets;
        close();
    }
    void take(wire::Bytes bytes)
    {
        while (!closed_) {
            const auto part = reader_.next(bytes);
            if (!part)
                return close();
            if (!part.value())
                return;
            const auto request = wire::parse_rpc_message(part.value()->body, {});
            if (!request)
                return close();
            answer(part.value()->header.id, request.value());
        }
    }
    void answer(std::uint32_t id, const wire::RpcMessage& request)
    {
        const auto fault = device_.fault.load();
        if (fault == Fault::silent)
            return;
        if (fault == Fault::garbage)
            return send_raw(std::string(100, '?'));
        if (request.method == "global.login")
            return login(id, request, fault);
        if (!logged_in_ || session_of(request) != session())
            return say(id, R"("result":false,"error":{"code":287637505,"message":"Invalid session"})");
        if (request.method == "global.logout")
            ++device_.counts.logouts;
        if (request.method == "global.keepAlive") {
            ++device_.counts.keep_alives;
            return say(id, R"("result":true,"params":{"timeout":60})");
        }
        ++device_.counts.calls;
        call(id, request.method, fault);
    }
    void call(std::uint32_t id, const std::string& method, Fault fault)
    {
        const auto found = device_.answers.find(method);
        const std::string members =
            found == device_.answers.end()
                ? R"("result":false,"error":{"code":268894210,"message":"Request method not found!"})"
                : found->second;
        if (fault == Fault::huge)
            return say(id, R"("result":true,"params":")" + std::string(std::size_t{4} << 20, 'x') + '"');
        if (fault == Fault::cuts) {
            const auto packet = wire::dhip_packet(1, id, wire::bytes_of("{\"id\":1,\"result\":true}")).value();
            return send_raw(std::string(wire::text_of(wire::Bytes(packet).first(40))), true);
        }
        say(fault == Fault::wrong_id ? id + 1000 : id, members);
        if (fault == Fault::twice)
            say(id, members);
    }
    void login(std::uint32_t id, const wire::RpcMessage& request, Fault fault)
    {
        const auto& options = device_.options;
        const auto password = wire::text_member(&request.params, "password", 99).value_or("");
        const std::string realm = "Login to " + options.serial;
        if (fault == Fault::welcomes_anybody)
            return say(id, R"("result":true,"params":{"keepAliveInterval":60})");
        if (password.empty()) {
            ++device_.counts.challenges;
            return say(id, R"("result":false,"error":{"code":268632079,"message":"Component error: login challenge!"},)"
                           R"("params":{"encryption":")" +
                               std::string(fault == Fault::wants_plain ? "Plain" : "Default") + R"(","realm":")" +
                               realm + R"(","random":")" + std::string(random_number) + "\"}");
        }
        ++device_.counts.proofs;
        const auto right = wire::gen2_proof({options.user, options.password}, realm, random_number).value();
        if (fault == Fault::refuses || password != right)
            return say(id, R"("result":false,"error":{"code":)" + std::to_string(device_.refusal.load()) +
                               R"(,"message":"refused"},"params":{"remainLoginTimes":3})");
        ++device_.counts.logins;
        logged_in_ = true;
        say(id, R"("result":true,"params":{"keepAliveInterval":60})");
    }
    [[nodiscard]] std::string session() const { return device_.options.text_sessions ? "\"0a1b2c3d\"" : "77"; }
    [[nodiscard]] static std::string session_of(const wire::RpcMessage& request)
    {
        return wire::write_json(request.session);
    }

    void say(std::uint32_t id, const std::string& members)
    {
        const std::string text = "{\"id\":" + std::to_string(id) + "," + members + ",\"session\":" + session() + "}\n";
        std::string packets;
        for (std::size_t at = 0; at < text.size(); at += packet_bytes) {
            auto packet = wire::dhip_packet(77, id, wire::bytes_of(text.substr(at, packet_bytes))).value();
            for (std::size_t byte = 0; byte < 4; ++byte)
                packet[24 + byte] = static_cast<std::byte>(text.size() >> (8 * byte));
            packets += wire::text_of(packet);
        }
        send_raw(std::move(packets));
    }
    void send_raw(std::string bytes, bool last = false)
    {
        last_ = last_ || last;
        output_.push_back(std::move(bytes));
        if (output_.size() == 1)
            write();
    }
    void write()
    {
        asio::async_write(socket_, asio::buffer(output_.front()),
                          [self = shared_from_this()](std::error_code failed, std::size_t) {
                              if (self->closed_)
                                  return;
                              if (failed)
                                  return self->end(failed);
                              self->output_.pop_front();
                              if (!self->output_.empty())
                                  self->write();
                              else if (self->last_)
                                  self->close();
                          });
    }

    asio::ip::tcp::socket socket_;
    Inside& device_;
    wire::DhipReader reader_{wire::Limits{}};
    std::array<char, 4096> input_{};
    std::deque<std::string> output_;
    bool logged_in_ = false;
    bool last_ = false;
    bool closed_ = false;
};

void LoopbackDhip::Inside::accept()
{
    acceptor.async_accept([this](std::error_code failed, asio::ip::tcp::socket socket) {
        if (failed == asio::error::operation_aborted)
            return;
        if (!failed) {
            ++counts.connections;
            ++counts.open;
            const auto connection = std::make_shared<Connection>(std::move(socket), *this);
            connections.insert(connection);
            connection->read();
        }
        accept();
    });
}

LoopbackDhip::LoopbackDhip(Options options) : inside_(std::make_shared<Inside>(std::move(options)))
{
    inside_->accept();
    inside_->thread = std::thread([inside = inside_.get()] { inside->io.run(); });
}

LoopbackDhip::~LoopbackDhip()
{
    asio::post(inside_->io, [inside = inside_.get()] {
        std::error_code ignored;
        inside->acceptor.close(ignored);
        for (const auto& connection : std::set(inside->connections))
            connection->close();
    });
    inside_->thread.join();
}

std::uint16_t LoopbackDhip::port() const noexcept
{
    return inside_->port;
}
const LoopbackDhip::Counts& LoopbackDhip::counts() const noexcept
{
    return inside_->counts;
}
void LoopbackDhip::fail(Fault fault) noexcept
{
    inside_->fault.store(fault);
}
void LoopbackDhip::refuse_with(std::uint32_t code) noexcept
{
    inside_->refusal.store(code);
}

void LoopbackDhip::answer(const std::string& method, std::string members)
{
    std::promise<void> done;
    asio::post(inside_->io, [&] {
        inside_->answers[method] = std::move(members);
        done.set_value();
    });
    done.get_future().wait();
}

void LoopbackDhip::drop_all()
{
    std::promise<void> done;
    asio::post(inside_->io, [&] {
        for (const auto& connection : std::set(inside_->connections))
            connection->close();
        done.set_value();
    });
    done.get_future().wait();
}

} // namespace netsdk::test
