#pragma once

#include "net/link.h"
#include "net/ticker.h"
#include "session/dhip_machine.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace netsdk::session {

/// What a login asks by JSON-RPC over a connection of its own, for a device that does not answer f6. The connection is
/// made by the first question that needs it, and by the next one after it was lost. A device that refuses the login
/// there, or that gets no proof, is not asked again: what it said answers every question. On the strand only.
class JsonLine final : public net::LinkOwner, public net::TickerOwner, public std::enable_shared_from_this<JsonLine> {
public:
    /// Told the answer's text, or why there is none; it asks nothing of this line.
    using Done = std::function<void(wire::Result<wire::Buffer>)>;

    JsonLine(net::Strand strand, std::shared_ptr<const Account> account, const Settings& settings);

    /// Where the device speaks it; another place than before ends the connection.
    void set_port(std::uint16_t port);
    /// Ends in `done` at the deadline at the latest. `serial`: of the device that the login is at; may be empty.
    void ask(wire::RpcRequest request, net::Time deadline, Done done, const std::string& serial);
    /// Tells the device, if it is logged in to, that it is left.
    void log_out();
    /// Ends the connection and what waits for it; a next question makes another.
    void drop(wire::Error why);
    /// The same for good.
    void close(wire::Error why);

    [[nodiscard]] bool up() const noexcept { return machine_ && machine_->up(); }
    /// Something came from where the device is asked, on any of its connections.
    [[nodiscard]] bool spoken() const noexcept { return spoken_; }
    /// The last connection could not be made.
    [[nodiscard]] bool unreachable() const noexcept { return unreachable_; }

    void on_connected(net::Link& link) override;
    void on_bytes(net::Link& link, wire::Bytes bytes) override;
    void on_lost(net::Link& link, wire::Error why) override;
    void on_tick() override;

private:
    struct Question {
        wire::RpcRequest request;
        net::Time deadline;
        Done done;
    };

    void connect();
    void carry_out(Actions& actions);
    void carry_out(Action& action);
    void admitted();
    void put(Question question);
    void answer(Replied& replied);
    void over(wire::Error why, const wire::Result<wire::Buffer>& answer);
    void end_questions(const wire::Result<wire::Buffer>& answer);
    void expire(net::Time now);
    void arm();
    template <class Body>
    void guarded(Body&& body);

    const net::Strand strand_;
    const std::shared_ptr<const Account> account_;
    const Settings settings_;
    std::uint16_t port_;
    std::string serial_;
    std::shared_ptr<net::Link> link_;
    std::shared_ptr<net::Ticker> ticker_;
    std::optional<DhipMachine> machine_; // one per connection
    std::vector<Question> waiting_;      // for the login
    std::map<RequestId, Done> asked_;
    std::optional<wire::Result<wire::Buffer>> for_good_; // the answer to every further question
    net::Time connect_until_ = net::never;
    bool unreachable_ = false;
    bool spoken_ = false;
    bool closed_ = false;
};

} // namespace netsdk::session
