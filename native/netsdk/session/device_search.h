#pragma once

#include "net/local_addresses.h"
#include "net/ticker.h"
#include "session/search_machine.h"
#include "session/settings.h"
#include "session/waiter.h"
#include "streams/callback_gate.h"
#include "streams/note_queue.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace netsdk::session {

/// A device that answered, and the local address its answer came to.
struct FoundDevice {
    wire::DiscoveredDevice device;
    std::string local;
};

/// Which ways a search asks.
enum class SearchWays : std::uint8_t { all, multicast, broadcast };

/// One running search: a UDP socket per local address, asking again and again; each device is told once, whichever way
/// and from wherever it answers.
class DeviceSearch final : public net::TickerOwner, public std::enable_shared_from_this<DeviceSearch> {
public:
    using Sink = std::function<void(const FoundDevice&)>;
    struct Setup {
        net::Strand strand;
        streams::NoteQueue::Executor delivery;
        Settings settings;
        std::vector<net::LocalAddress> locals;
        SearchWays ways;
        SearchKinds kinds;
        std::vector<asio::ip::address_v4> targets; ///< these alone are asked, one by one; empty = everybody
        Sink sink;                                 ///< runs on delivery threads inside the search's gate
    };

    /// Error::system when not one socket could be opened.
    [[nodiscard]] static wire::Result<std::shared_ptr<DeviceSearch>> start(Setup setup);

    /// Caller's thread, once: back at the deadline, or when somebody stopped the search. True: the deadline came.
    [[nodiscard]] bool wait_until(net::Time deadline) { return !stopped_.wait_until(deadline); }
    /// Any thread, any number of times: back when no callback runs or will run.
    void stop();

    void on_tick() override;

private:
    struct Ear {
        net::UdpSocket socket;
        net::LocalAddress local;
        std::string text;
    };

    explicit DeviceSearch(Setup setup);

    [[nodiscard]] bool open(const net::LocalAddress& local);
    void ask(wire::Bytes question, std::uint16_t port);
    void listen(std::size_t ear);
    void receive(std::size_t ear);
    [[nodiscard]] wire::Result<wire::DiscoveredDevice> parse(wire::Bytes datagram, AnswerKind kind) const;
    void heard(std::size_t ear, wire::Bytes datagram, const std::string& from);
    void tell(FoundDevice found);

    const Setup setup_;
    const std::shared_ptr<streams::NoteQueue> notes_;
    streams::CallbackGate gate_;
    std::shared_ptr<net::Ticker> ticker_;
    Waiter<std::monostate> stopped_;

    // On the strand only, once started:
    SearchMachine machine_;
    const wire::Buffer question_;
    const wire::Buffer old_question_;
    std::vector<Ear> ears_;
    bool closed_ = false;
};

} // namespace netsdk::session
