#pragma once

#include "tests/net/loopback_device.h"
#include "tests/net/loopback_server.h"
#include "wire/dvrip_header.h"
#include "wire/frame_reader.h"
#include "wire/text_message.h"

#include <asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace netsdk::test {

class Connection;

/// What a loopback device's connections share; on its thread only, but for what is atomic.
struct LoopbackDevice::Inside : LoopbackServer<Inside, Connection> {
    explicit Inside(Options given) : LoopbackServer(given.address, given.port), options(std::move(given)) {}

    const Options options;
    Counts counts;
    std::atomic<Fault> fault{Fault::none};
    std::uint8_t refusal[3] = {1, 0, 0};
    std::string refusal_text;
    std::map<std::uint32_t, std::weak_ptr<Connection>> joined;
    std::uint32_t next_connection = 1;
    std::vector<std::function<void()>> held_grants;
    std::map<std::string, std::string> rpc_answers;
    std::vector<std::pair<std::string, std::string>> rpc_calls; // method and text
};

/// One connection to a loopback device; on its thread only.
class Connection : public ServedConnection<Connection, LoopbackDevice::Inside> {
public:
    Connection(asio::ip::tcp::socket socket, LoopbackDevice::Inside& device)
        : ServedConnection(std::move(socket), device), device_(device), timer_(device.io)
    {
    }
    void play(bool on);
    [[nodiscard]] bool carries_media() const { return is_media_; }

private:
    friend ServedConnection;
    void take(wire::Bytes bytes);
    void sent();
    void answer(const wire::DvripHeader& header, wire::Bytes body);
    void challenge(LoopbackDevice::Fault fault);
    void judge(wire::Bytes body, LoopbackDevice::Fault fault);
    void take_password(const wire::DvripHeader& header, wire::Bytes body, LoopbackDevice::Fault fault);
    void accept_login();
    void refuse();
    void text(wire::Bytes body, LoopbackDevice::Fault fault);
    void rpc(const wire::DvripHeader& header, wire::Bytes body, LoopbackDevice::Fault fault);
    void join(std::uint32_t connection);
    /// Before the answer leaves, so that whoever has it finds the order counted.
    void note_order(const wire::TextMessage& message);
    void monitor(const wire::TextMessage& message, std::uint32_t connection);
    [[nodiscard]] wire::Buffer frame();
    void next_frame();
    void send_media(wire::Bytes bytes);
    void send(const wire::DvripHeader& header, std::string_view body);
    void pace();

    LoopbackDevice::Inside& device_;
    asio::steady_timer timer_;
    wire::FrameReader reader_{wire::Limits{}};
    unsigned number_ = 0;
    bool logged_in_ = false;
    bool is_media_ = false;
    bool playing_ = false;
    bool frame_under_way_ = false;
};

} // namespace netsdk::test
