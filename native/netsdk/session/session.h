#pragma once

#include "net/back_off.h"
#include "net/link.h"
#include "net/ticker.h"
#include "session/http_port.h"
#include "session/live_set.h"
#include "session/login_outcome.h"
#include "session/session_events.h"
#include "session/session_machine.h"
#include "session/snapshots_owner.h"
#include "session/waiter.h"
#include "streams/callback_gate.h"
#include "streams/control_line.h"
#include "streams/note_queue.h"
#include "wire/rpc_message.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace netsdk::session {

class JsonLine;
class Snapshots;

/// One login handle: its connection, its machine, its live views; where wanted, its coming back after a loss. Carries
/// out what the SessionMachine says, on its strand.
class Session final : public net::LinkOwner,
                      public net::TickerOwner,
                      public streams::ControlLine,
                      public SnapshotsOwner,
                      public std::enable_shared_from_this<Session> {
public:
    struct Setup {
        net::Strand strand;
        streams::NoteQueue::Executor delivery;
        Settings settings;
        std::shared_ptr<const Account> account;
        SessionEvents& events; ///< outlives every session
        long handle = 0;
    };

    [[nodiscard]] static std::shared_ptr<Session> create(Setup setup);

    /// Caller's thread, once: blocks until the device has judged the login, or it failed.
    [[nodiscard]] LoginOutcome login();
    /// Caller's thread: opens a live view, which is among lives() from then on; blocks for at most four steps. A view
    /// that could not be opened is stopped.
    [[nodiscard]] wire::Status open(long handle, const std::shared_ptr<streams::Live>& live, net::Milliseconds step);
    using CallWaiter = Waiter<wire::Result<wire::Buffer>>;

    /// Any thread: puts a JSON-RPC call on its way. The waiter gets the answer's text, or why there is none, at the
    /// deadline at the latest (wait a little longer: a strand may be late).
    [[nodiscard]] std::shared_ptr<CallWaiter> begin_call(wire::RpcRequest request, net::Time deadline);
    /// Any thread: the device said that it goes away. Until it has, or for the loss time, nothing is asked any more,
    /// and how its connection ends is nobody's fault.
    void expect_loss();
    /// Caller's thread: gives the login's pictures an order, on the strand. Errors: the order's own; cancelled.
    [[nodiscard]] wire::Status on_snapshots(const std::function<wire::Status(Snapshots&)>& body);
    /// Caller's thread: one picture, by the deadline or not at all.
    [[nodiscard]] PictureResult take_picture(unsigned channel, net::Time deadline);
    /// Any thread: where the device speaks HTTP, for what is asked after it; 0 = to be asked of it.
    void set_http_port(std::uint16_t port);
    /// Caller's thread: where that is. Errors: connection_lost (not logged in), cancelled, timed_out.
    [[nodiscard]] PortResult find_http_port();
    /// Any thread: where the device speaks JSON-RPC that does not know f6; 0 = at the usual place.
    void set_json_port(std::uint16_t port);
    /// Channels that the device told at its login.
    [[nodiscard]] int channels() const noexcept { return channels_.load(std::memory_order_acquire); }

    /// Caller's thread: back when no callback of this login or its live views runs or will run, and the device has
    /// answered or had its time (not waited for inside a callback).
    void logout();
    /// Caller's thread: the same promise; sockets are aborted without a word to the device.
    void abort();

    [[nodiscard]] bool online() const noexcept { return online_.load(std::memory_order_acquire); }
    [[nodiscard]] LiveSet& lives() noexcept { return lives_; }
    [[nodiscard]] const Setup& setup() const noexcept { return setup_; }

    void on_connected(net::Link& link) override;
    void on_bytes(net::Link& link, wire::Bytes bytes) override;
    void on_lost(net::Link& link, wire::Error why) override;
    void on_tick() override;

    [[nodiscard]] std::uint32_t session() const noexcept override;
    [[nodiscard]] const net::Target& target() const noexcept override { return setup_.account->target; }
    [[nodiscard]] bool reopens_streams() const override { return setup_.events.reconnects(); }
    [[nodiscard]] wire::Result<RequestId> order(const streams::StreamOrder& order,
                                                std::weak_ptr<streams::OrderListener> listener,
                                                std::uint32_t tag) override;
    void withdraw(RequestId order) noexcept override;
    void on_picture(std::uint16_t serial, PictureResult picture) override;
    [[nodiscard]] bool may_ask() const override;
    [[nodiscard]] std::string_view serial() const noexcept override { return outcome_.serial; }
    void run_guarded(const std::function<void()>& body) override;

private:
    struct Listener {
        std::weak_ptr<streams::OrderListener> who;
        std::uint32_t tag;
        streams::StreamOrder::Kind kind;
    };
    struct Call {
        std::shared_ptr<CallWaiter> waiter;
        net::Time deadline;
        std::optional<wire::RpcRequest> again; ///< to be asked another way, should the device not know this one
    };
    using Done = Waiter<std::monostate>;
    [[nodiscard]] static wire::Status wait_open(streams::Live& live, net::Milliseconds step);

    explicit Session(Setup setup);

    void attempt();
    void carry_out(Actions& actions);
    void carry_out(Action& action);
    void answer(const Answered& answered);
    void call(wire::RpcRequest request, net::Time deadline, const std::shared_ptr<CallWaiter>& waiter);
    void reply(Replied& replied);
    [[nodiscard]] bool asks_by_line() const;
    [[nodiscard]] JsonLine& line();
    void ask_by_line(wire::RpcRequest request, net::Time deadline,
                     std::function<void(wire::Result<wire::Buffer>)> done);
    void ask_otherwise();
    [[nodiscard]] bool has_no_json(wire::Error why) const;
    void end_line(wire::Error why);
    void pass_on(const Answered& answered, streams::StreamOrder::Kind kind);
    void judged(Judged& judged);
    void came_up();
    void connection_over(wire::Error why);
    void attempt_failed();
    void lost(wire::Error why);
    void try_again_later();
    void leave(const std::shared_ptr<Done>& done);
    void shut(wire::Error why);
    void arm();
    void close_gates();
    [[nodiscard]] Snapshots& snapshots();
    void tell(void (SessionEvents::*event)(long, const std::string&, int));
    template <class Body>
    void guarded(Body&& body);

    const Setup setup_;
    const std::shared_ptr<streams::NoteQueue> notes_;
    streams::CallbackGate gate_;
    LiveSet lives_;
    std::atomic<bool> online_{false};
    std::atomic<int> channels_{0};
    std::atomic<std::size_t> picture_bytes_{0}; // of pictures and notes on their way to the callback

    // On the strand only:
    std::shared_ptr<net::Ticker> ticker_;
    std::shared_ptr<net::Link> link_;
    std::optional<SessionMachine> machine_; // one per attempt
    LoginOutcome outcome_;                  // of the attempt under way
    std::shared_ptr<Waiter<LoginOutcome>> login_waiter_;
    std::vector<std::shared_ptr<Done>> leaving_; // who waits for the logout
    std::map<RequestId, Listener> listeners_;
    std::map<RequestId, Call> calls_;      // of the connection there is
    std::shared_ptr<JsonLine> json_line_;  // once f6 was found to be unknown, and as long as the connection
    std::uint16_t json_port_ = 0;          // 0 = the usual one
    bool f6_known_ = false;                // an answer came that way
    bool f6_unknown_ = false;              // it was asked in vain; holds as long as the login
    std::shared_ptr<Snapshots> snapshots_; // once one was asked for
    net::Time loss_expected_until_{};
    net::BackOff back_off_;
    net::Time connect_until_ = net::never;
    net::Time retry_at_ = net::never;
    int tries_left_ = 0;
    bool was_up_ = false;
    bool had_challenge_ = false; // in any attempt
    bool closed_ = false;
};

/// What is thrown on the strand ends this session and nothing else.
template <class Body>
void Session::guarded(Body&& body)
{
    if (closed_)
        return;
    try {
        body();
    } catch (const std::bad_alloc&) {
        shut(wire::Error::no_memory);
    } catch (...) {
        shut(wire::Error::internal);
    }
}

} // namespace netsdk::session
