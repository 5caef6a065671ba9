#pragma once

#include "session/session_machine.h"
#include "wire/byte_writer.h"
#include "wire/dvrip_header.h"
#include "wire/session_frames.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace netsdk::test {

inline constexpr net::Time virtual_start{std::chrono::hours(1)};

/// A frame as a device sends it.
inline wire::Buffer device_frame(wire::DvripHeader header, std::string_view body)
{
    return wire::dvrip_frame(header, wire::bytes_of(body)).value();
}

inline wire::Buffer challenge_frame()
{
    return device_frame(wire::DvripHeader(wire::Command::login_reply, 0),
                        "Realm:Login to SERIAL01\r\nRandom:42\r\n\r\n");
}

inline wire::Buffer verdict_frame(std::uint8_t code, std::uint8_t sub_code)
{
    wire::DvripHeader header(wire::Command::login_reply, 0);
    header.set<8>(code).set<9>(sub_code).set<10>(std::uint8_t{4}).set<16>(std::uint32_t{99});
    return device_frame(header, "");
}

inline wire::Buffer accepted_frame()
{
    return verdict_frame(0, 8);
}

inline wire::Buffer text_frame(std::string_view text)
{
    return device_frame(wire::DvripHeader(wire::Command::text, 0), text);
}

/// A session machine in virtual time, with what it wanted so far. Nothing waits and nothing sleeps.
class ScriptedPeer {
public:
    explicit ScriptedPeer(session::Settings settings = {}, const std::string& expected_serial = "",
                          bool plain_login = false, bool had_challenge = false)
        : settings_(settings),
          machine(std::make_shared<const session::Account>(session::Account{
                      {}, "192.0.2.7", "admin", session::Secret("secret"), expected_serial, plain_login}),
                  settings, had_challenge)
    {
        machine.start(now, actions);
    }

    /// How the next answers arrive: in pieces of so many bytes; 0 = whole.
    std::size_t piece = 0;

    void answer(const wire::Buffer& bytes)
    {
        wire::Bytes rest(bytes);
        while (!rest.empty()) {
            const auto size = piece == 0 ? rest.size() : std::min(piece, rest.size());
            machine.feed(rest.first(size), now, actions);
            rest = rest.subspan(size);
        }
    }

    /// Lets the time go on; the machine is woken at each of its deadlines.
    void wait(net::Milliseconds time)
    {
        const auto until = now + time;
        while (machine.deadline() <= until) {
            const auto deadline = machine.deadline();
            now = std::max(now, deadline);
            machine.tick(now, actions);
            if (machine.deadline() <= deadline && machine.deadline() != net::never && ++stuck_ > 1000)
                break;
        }
        now = until;
    }

    void log_in()
    {
        answer(challenge_frame());
        answer(accepted_frame());
        actions.clear();
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

    /// The commands of what was sent, in order.
    [[nodiscard]] std::vector<wire::Command> sent() const
    {
        std::vector<wire::Command> commands;
        for (const auto& send : wanted<session::Send>())
            commands.push_back(wire::DvripHeader::read(send.bytes).value().command());
        return commands;
    }

    [[nodiscard]] std::optional<wire::Error> closed() const
    {
        const auto closes = wanted<session::Close>();
        if (closes.empty())
            return std::nullopt;
        return closes.size() == 1 ? closes.front().why : wire::Error::internal; // more than one is a bug
    }

private:
    session::Settings settings_;
    int stuck_ = 0;

public:
    net::Time now = virtual_start;
    session::SessionMachine machine;
    session::Actions actions;
};

} // namespace netsdk::test
