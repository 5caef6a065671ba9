#include "tests/net/loopback_dhip.h"

#include "tests/net/loopback_server.h"
#include "wire/dhip_packet.h"
#include "wire/dhip_reader.h"
#include "wire/hashes.h"
#include "wire/rpc_message.h"

#include <boost/json/value.hpp>
#include <map>

namespace netsdk::test {
namespace {
constexpr std::string_view random_number = "1234567890";
constexpr std::size_t packet_bytes = 8192; // as devices cut long answers
} // namespace

using Fault = LoopbackDhip::Fault;

/// What its connections share; on its thread only, but for what is atomic.
struct LoopbackDhip::Inside : LoopbackServer<Inside, Connection> {
    explicit Inside(Options given) : LoopbackServer(given.address, 0), options(std::move(given)) {}

    const Options options;
    Counts counts;
    std::atomic<Fault> fault{Fault::none};
    std::atomic<std::uint32_t> refusal{268632085};
    std::map<std::string, std::string> answers;
};

/// One connection to it.
class LoopbackDhip::Connection : public ServedConnection<Connection, Inside> {
public:
    Connection(asio::ip::tcp::socket socket, Inside& device)
        : ServedConnection(std::move(socket), device), device_(device)
    {
    }

private:
    friend ServedConnection;
    void take(wire::Bytes bytes)
    {
        while (!closed()) {
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
            close_when_sent();
            return send_raw(std::string(wire::text_of(wire::Bytes(packet).first(40))));
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
    Inside& device_;
    wire::DhipReader reader_{wire::Limits{}};
    bool logged_in_ = false;
};

LoopbackDhip::LoopbackDhip(Options options) : inside_(std::make_shared<Inside>(std::move(options)))
{
    inside_->start();
}

LoopbackDhip::~LoopbackDhip()
{
    inside_->stop();
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
    inside_->run([&] { inside_->answers[method] = std::move(members); });
}

void LoopbackDhip::drop_all()
{
    inside_->run([&] { inside_->close_all([](const Connection&) { return true; }); });
}

} // namespace netsdk::test
