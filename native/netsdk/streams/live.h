#pragma once

#include "net/back_off.h"
#include "net/link.h"
#include "net/ticker.h"
#include "streams/control_line.h"
#include "streams/live_machine.h"
#include "streams/outlet.h"

#include <functional>
#include <memory>
#include <optional>

namespace netsdk::streams {

/// One live view: carries out what its LiveMachine says, on the strand of its login.
class Live final : public net::LinkOwner,
                   public net::TickerOwner,
                   public OrderListener,
                   public std::enable_shared_from_this<Live> {
public:
    struct Setup {
        net::Strand strand;
        std::weak_ptr<ControlLine> control;
        Outlet::Executor delivery;
        wire::LiveTarget target;
        LiveMachine::Bounds bounds;
        std::size_t budget;
    };
    using Opened = std::function<void(const wire::Status&)>;

    [[nodiscard]] static std::shared_ptr<Live> create(Setup setup);

    /// Any thread, once. `opened` is called on the strand, once: the device plays, or why not. After a failure the view
    /// is to be stopped.
    void open(Opened opened);
    /// Any thread.
    void set_sink(Outlet::Sink sink) { outlet_->set_sink(std::move(sink)); }
    /// Any thread, any number of times: no callback runs or will run; frames go nowhere from then on.
    void close_gate() { outlet_->close(); }
    /// Any thread, any number of times: back when no callback runs or will run; the device is told without waiting.
    void stop();

    /// Strand: the end without a word to the device. The gate is the caller's matter, who has closed it.
    void drop() { end(Farewell::silent); }
    /// Strand: the login is up again, or down.
    void login_back();
    void login_lost(wire::Error why);

    void on_connected(net::Link& link) override;
    void on_bytes(net::Link& link, wire::Bytes bytes) override;
    void on_lost(net::Link& link, wire::Error why) override;
    void on_tick() override;
    void on_answer(std::uint32_t tag, const wire::Result<wire::StreamReply>& reply) override;

private:
    enum class Farewell : std::uint8_t { told, silent };

    explicit Live(Setup setup) : setup_(std::move(setup)), back_off_(static_cast<std::uint32_t>(setup_.target.channel0))
    {
    }

    void begin();
    void carry_out(LiveMachine::Actions& actions);
    void connect();
    [[nodiscard]] std::optional<std::uint32_t> place_order(const StreamOrder& order);
    void withdraw() noexcept;
    void deliver(wire::Buffer frame);
    void failed(wire::Error why);
    void give_up(wire::Error why, Farewell farewell);
    void end(Farewell farewell);
    void has_room();
    void count_resyncs();
    template <class Body>
    void guarded(Body&& body);

    const Setup setup_;
    std::shared_ptr<Outlet> outlet_;
    std::shared_ptr<net::Ticker> ticker_;
    std::shared_ptr<net::Link> link_;
    std::optional<LiveMachine> machine_;      // one per opening
    std::uint32_t opening_ = 0;               // tells answers to an earlier opening's orders apart
    std::optional<std::uint32_t> unanswered_; // this opening's order that the machine waits for
    std::uint64_t resyncs_counted_ = 0;
    Opened opened_;
    net::BackOff back_off_;
    net::Time retry_at_ = net::never;
    bool closed_ = false;
};

} // namespace netsdk::streams
