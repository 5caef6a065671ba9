#include "tests/net/loopback_device.h"

#include "tests/support/dhav_frames.h"
#include "wire/dvrip_header.h"
#include "wire/frame_reader.h"
#include "wire/hashes.h"
#include "wire/text_message.h"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/write.hpp>
#include <array>
#include <deque>
#include <future>
#include <map>
#include <set>
#include <thread>
#include <variant>

namespace netsdk::test {
namespace {
    class Connection;
    constexpr std::size_t media_chunk = 8192; // as devices cut their media
    constexpr std::uint32_t session_number = 0x1234567;
    constexpr std::string_view random = "1234567890";
}

struct LoopbackDevice::Inside : std::enable_shared_from_this<Inside> {
    explicit Inside(Options given)
        : options(std::move(given))
        , acceptor(io, { asio::ip::make_address(options.address), options.port })
    {
        port = acceptor.local_endpoint().port();
    }
    void accept();

    const Options options;
    Counts counts;
    std::uint16_t port = 0;
    std::atomic<Fault> fault { Fault::none };
    std::uint8_t refusal[3] = { 1, 0, 0 };
    std::string refusal_text;
    asio::io_context io { 1 };
    asio::ip::tcp::acceptor acceptor;
    std::set<std::shared_ptr<Connection>> connections;
    std::map<std::uint32_t, std::weak_ptr<Connection>> joined;
    std::uint32_t next_connection = 1;
    std::thread thread;
};

namespace {

using Inside = LoopbackDevice::Inside;
using Fault = LoopbackDevice::Fault;

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(asio::ip::tcp::socket socket, Inside& device)
        : socket_(std::move(socket)), device_(device), timer_(device.io)
    {
    }

    void read()
    {
        socket_.async_read_some(asio::buffer(input_), [self = shared_from_this()](std::error_code failed, std::size_t size) {
            if (self->closed_) return;
            if (failed) return self->close();
            self->take(std::as_bytes(std::span(self->input_).first(size)));
            if (!self->closed_) self->read();
        });
    }

    void close()
    {
        if (std::exchange(closed_, true)) return;
        std::error_code ignored;
        socket_.set_option(asio::socket_base::linger(true, 0), ignored);
        socket_.close(ignored);
        timer_.cancel();
        --device_.counts.open;
        device_.connections.erase(shared_from_this());
    }

    void play(bool on)
    {
        playing_ = on;
        if (!on) return;
        if (device_.options.starts_frames_mid_stream) {
            auto tail = frame();
            send_media(wire::Bytes(tail).subspan(tail.size() / 2));
        }
        next_frame();
    }

    [[nodiscard]] bool carries_media() const { return is_media_; }

private:
    void take(wire::Bytes bytes)
    {
        while (!closed_) {
            auto part = reader_.next(bytes);
            if (!part) return close();
            if (!part.value()) return;
            answer(part.value()->header, part.value()->body);
        }
    }

    void answer(const wire::DvripHeader& header, wire::Bytes body)
    {
        const auto fault = device_.fault.load();
        if (fault == Fault::silent || (fault == Fault::mute && logged_in_)) return;
        switch (header.command()) {
        case wire::Command::login: return body.empty() ? challenge(fault) : judge(body, fault);
        case wire::Command::keep_alive: ++device_.counts.keep_alives; return send(wire::DvripHeader(wire::Command::keep_alive_reply, 0), "");
        case wire::Command::logout:
            ++device_.counts.logouts;
            if (fault != Fault::no_goodbye) send(wire::DvripHeader(wire::Command::logout_reply, 0), "");
            return;
        case wire::Command::text: return text(body, fault);
        default: return;
        }
    }

    void challenge(Fault fault)
    {
        ++device_.counts.challenges;
        if (fault == Fault::garbage) return send_raw(wire::bytes_of("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
        if (fault == Fault::welcomes_anybody) return accept_login();
        if (fault == Fault::refuses_early) return refuse();
        wire::DvripHeader header(wire::Command::login_reply, 0);
        header.set<3>(std::uint8_t { 0x68 });
        send(header, "Realm:Login to " + device_.options.serial + "\r\nRandom:" + std::string(random) + "\r\n\r\n");
    }

    void judge(wire::Bytes body, Fault fault)
    {
        ++device_.counts.proofs;
        if (fault == Fault::silent_at_proof) return;
        if (fault == Fault::closes_at_proof) return close();
        if (fault == Fault::refuses) return refuse();
        const auto& options = device_.options;
        const auto proof = wire::gen2_proof({ options.user, options.password }, "Login to " + options.serial, random);
        const auto text = wire::text_of(body);
        if (text.starts_with(options.user + "&&" + proof.value())) return accept_login();
        refuse();
    }

    void accept_login()
    {
        ++device_.counts.logins;
        logged_in_ = true;
        wire::DvripHeader header(wire::Command::login_reply, 0);
        header.set<3>(std::uint8_t { 0x68 }).set<9>(std::uint8_t { 8 }).set<10>(std::uint8_t { 16 });
        header.set<12>(std::uint8_t { 31 }).set<16>(session_number).set<24>(std::uint32_t { 0x00f90006 });
        send(header, "");
    }

    void refuse()
    {
        wire::DvripHeader header(wire::Command::login_reply, 0);
        header.set<3>(std::uint8_t { 0x68 }).set<8>(device_.refusal[0]).set<9>(device_.refusal[1]);
        header.set<28>(std::uint16_t { device_.refusal[2] });
        send(header, device_.refusal_text);
    }

    void text(wire::Bytes body, Fault fault)
    {
        const auto message = wire::TextMessage::parse(body, wire::Limits {});
        if (!message) return close();
        const auto method = message.value().find("Method").value_or("");
        const auto parameter = message.value().find("ParameterName").value_or("");
        const auto connection = message.value().find_number("ConnectionID").value_or(0);
        std::string reply = method == "AddObject" ? "Method:AddObjectResponse\r\n" : "Method:GetParameterNamesResponse\r\n";
        if (device_.options.echoes_transactions)
            reply += "TransactionID:" + std::to_string(message.value().find_number("TransactionID").value_or(0)) + "\r\n";
        reply += fault == Fault::refuses_streams ? "FaultCode:Busy\r\n" : "FaultCode:OK\r\n";
        if (method == "AddObject") {
            ++device_.counts.reserved;
            reply += "ConnectionID:" + std::to_string(device_.next_connection++) + "\r\n";
        } else if (method == "DeleteObject") ++device_.counts.released;
        else if (parameter.ends_with("AckSubChannel")) join(connection);
        const bool orders_media = parameter.ends_with("Monitor.General") && fault != Fault::refuses_streams;
        if (orders_media) note_order(message.value());
        send(wire::DvripHeader(wire::Command::text, 0), reply + "\r\n");
        if (orders_media) monitor(message.value(), connection);
    }

    void join(std::uint32_t connection)
    {
        ++device_.counts.joined;
        is_media_ = true;
        device_.joined[connection] = weak_from_this();
    }

    /// Before the answer leaves, so that whoever has it finds the order counted.
    void note_order(const wire::TextMessage& message)
    {
        const bool on = message.find_number("state").value_or(0) == 1;
        ++(on ? device_.counts.started : device_.counts.stopped);
        if (on) device_.counts.last_channel = static_cast<int>(message.find_number("channel").value_or(999));
        if (on) device_.counts.last_stream = static_cast<int>(message.find_number("stream").value_or(999));
    }

    void monitor(const wire::TextMessage& message, std::uint32_t connection)
    {
        const bool on = message.find_number("state").value_or(0) == 1;
        if (const auto media = device_.joined[connection].lock()) media->play(on);
    }

    [[nodiscard]] wire::Buffer frame()
    {
        return dhav_frame(number_ % 25 == 0 ? 0xfd : 0xfc, "", std::string(device_.options.frame_bytes, 'x'));
    }

    void next_frame()
    {
        if (closed_ || !playing_ || frame_under_way_) return;
        ++number_;
        ++device_.counts.frames;
        frame_under_way_ = true;
        send_media(frame());
    }

    void send_media(wire::Bytes bytes)
    {
        while (!bytes.empty()) {
            const auto piece = bytes.first(std::min(bytes.size(), media_chunk));
            bytes = bytes.subspan(piece.size());
            send_raw(wire::dvrip_frame(wire::DvripHeader(wire::Command::live, 0), piece).value());
        }
    }

    void send(const wire::DvripHeader& header, std::string_view body)
    {
        send_raw(wire::dvrip_frame(header, wire::bytes_of(body)).value());
    }

    void send_raw(wire::Bytes bytes)
    {
        if (closed_) return;
        output_.emplace_back(bytes.begin(), bytes.end());
        if (output_.size() == 1) write();
    }

    void write()
    {
        asio::async_write(socket_, asio::buffer(output_.front()), [self = shared_from_this()](std::error_code failed, std::size_t) {
            if (self->closed_) return;
            if (failed) return self->close();
            self->output_.pop_front();
            if (!self->output_.empty()) return self->write();
            if (std::exchange(self->frame_under_way_, false)) self->pace();
        });
    }

    void pace()
    {
        if (device_.options.frame_interval_ms == 0) return next_frame();
        timer_.expires_after(std::chrono::milliseconds(device_.options.frame_interval_ms));
        timer_.async_wait([self = shared_from_this()](std::error_code failed) {
            if (!failed) self->next_frame();
        });
    }

    asio::ip::tcp::socket socket_;
    Inside& device_;
    asio::steady_timer timer_;
    std::array<char, 1024> input_ {};
    std::deque<wire::Buffer> output_;
    wire::FrameReader reader_ { wire::Limits {} };
    unsigned number_ = 0;
    bool logged_in_ = false;
    bool is_media_ = false;
    bool playing_ = false;
    bool frame_under_way_ = false;
    bool closed_ = false;
};

}

void LoopbackDevice::Inside::accept()
{
    acceptor.async_accept([this](std::error_code failed, asio::ip::tcp::socket socket) {
        if (failed == asio::error::operation_aborted) return;
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

LoopbackDevice::LoopbackDevice(Options options)
    : inside_(std::make_shared<Inside>(std::move(options)))
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
        for (const auto& connection : std::set(inside->connections)) connection->close();
    });
    inside_->thread.join();
}

std::uint16_t LoopbackDevice::port() const noexcept { return inside_->port; }
const LoopbackDevice::Counts& LoopbackDevice::counts() const noexcept { return inside_->counts; }
const LoopbackDevice::Options& LoopbackDevice::options() const noexcept { return inside_->options; }
void LoopbackDevice::fail(Fault fault) noexcept { inside_->fault.store(fault); }

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

void LoopbackDevice::drop_all()
{
    std::promise<void> done;
    asio::post(inside_->io, [&] {
        for (const auto& connection : std::set(inside_->connections)) connection->close();
        done.set_value();
    });
    done.get_future().wait();
}

void LoopbackDevice::drop_media()
{
    std::promise<void> done;
    asio::post(inside_->io, [&] {
        for (const auto& connection : std::set(inside_->connections))
            if (connection->carries_media()) connection->close();
        done.set_value();
    });
    done.get_future().wait();
}

}
