#pragma once

#include "session/dhip_machine.h"
#include "wire/dhip_packet.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace netsdk::test {

inline constexpr net::Milliseconds second{1000};
inline constexpr std::string_view dhip_welcome =
    R"({"id":2,"result":true,"session":99,"params":{"keepAliveInterval":60}})";

/// The answer to the first question, with this behind it.
inline std::string dhip_challenge(const std::string& rest)
{
    return R"({"id":1,"result":false,"error":{"code":268632079,"message":"x"},)"
           R"("params":{"encryption":"Default","random":"42","realm":"Login to SERIAL01"})" +
           rest;
}

/// A machine in virtual time, and what it wanted so far.
class DhipPeer {
public:
    explicit DhipPeer(const std::string& serial = "SERIAL01", const std::string& expected = "",
                      const session::Settings& settings = {})
        : machine(std::make_shared<const session::Account>(
                      session::Account{{}, "192.0.2.7", "admin", session::Secret("secret"), expected}),
                  serial, settings)
    {
        machine.start(now, actions);
    }

    /// A packet of an answer whose text has so many bytes altogether.
    void answer(std::uint32_t id, std::string_view text, std::size_t total)
    {
        auto packet = wire::dhip_packet(99, id, wire::bytes_of(text)).value();
        for (std::size_t at = 0; at < 4; ++at)
            packet[24 + at] = static_cast<std::byte>(total >> (8 * at));
        feed(packet);
    }
    void answer(std::uint32_t id, std::string_view text) { answer(id, text, text.size()); }
    void feed(const wire::Buffer& bytes)
    {
        for (wire::Bytes rest(bytes); !rest.empty();) {
            const auto size = piece == 0 ? rest.size() : std::min(piece, rest.size());
            machine.feed(rest.first(size), now, actions);
            rest = rest.subspan(size);
        }
    }
    void challenge_it(std::string_view session = "99")
    {
        answer(1, dhip_challenge(",\"session\":" + std::string(session) + "}"));
    }
    void log_in()
    {
        challenge_it();
        answer(2, dhip_welcome);
        REQUIRE(machine.up());
        actions.clear();
    }
    void wait(net::Milliseconds time)
    {
        const auto until = now + time;
        while (machine.deadline() <= until) {
            now = std::max(now, machine.deadline());
            machine.tick(now, actions);
        }
        now = until;
    }
    wire::Result<session::RequestId> ask(net::Milliseconds time = second)
    {
        wire::RpcRequest request;
        request.method = "a.get";
        return machine.call(std::move(request), now + time, now, actions);
    }
    template <class Wanted>
    [[nodiscard]] std::vector<Wanted> wanted() const
    {
        std::vector<Wanted> found;
        for (const auto& action : actions)
            if (const auto* each = std::get_if<Wanted>(&action))
                found.push_back(*each);
        return found;
    }
    /// The JSON of what was sent, in order.
    [[nodiscard]] std::vector<wire::Json> sent() const
    {
        std::vector<wire::Json> texts;
        for (const auto& send : wanted<session::Send>())
            texts.push_back(
                wire::parse_json(wire::text_of(wire::Bytes(send.bytes).subspan(wire::DhipHeader::size)), {}).value());
        return texts;
    }
    [[nodiscard]] std::optional<wire::Error> closed() const
    {
        const auto closes = wanted<session::Close>();
        return closes.empty() ? std::nullopt : std::optional(closes.front().why);
    }

    std::size_t piece = 0; ///< how the next answers arrive; 0 = whole
    net::Time now{std::chrono::hours(1)};
    session::DhipMachine machine;
    session::Actions actions;
};

} // namespace netsdk::test
