#pragma once

#include "net/clock.h"
#include "streams/stream_order.h"
#include "wire/dhav_splitter.h"
#include "wire/frame_reader.h"
#include "wire/result.h"

#include <variant>
#include <vector>

namespace netsdk::streams {

/// One opening of a live view: a reservation on the control connection, a connection of its own that joins by it, the
/// order to start, then media. Pure: events and time in, actions out. After Failed it is deaf.
class LiveMachine {
public:
    /// An order for the control connection; its answer comes back by answered().
    struct Order {
        StreamOrder order;
    };
    /// Make the view's own connection; connected() tells when it stands.
    struct Connect {};
    /// Bytes for the own connection.
    struct SendMedia {
        wire::Buffer bytes;
    };
    /// The device sends media from now on.
    struct Playing {};
    /// One whole frame.
    struct Frame {
        wire::Buffer bytes;
    };
    struct Failed {
        wire::Error why;
    };
    using Action = std::variant<Order, Connect, SendMedia, Playing, Frame, Failed>;
    using Actions = std::vector<Action>;

    struct Bounds {
        wire::Limits limits;
        net::Milliseconds step;
    };

    LiveMachine(wire::LiveTarget target, const Bounds& bounds);

    /// `session`: the device's number of the login.
    void start(std::uint32_t session, net::Time now, Actions& out);
    void answered(const wire::Result<wire::StreamReply>& reply, net::Time now, Actions& out);
    void connected(net::Time now, Actions& out);
    void feed(wire::Bytes bytes, net::Time now, Actions& out);
    /// The own connection ended.
    void lost(wire::Error why, Actions& out) { fail(why, out); }
    /// Writes what the device must be told so that it forgets the view. Nothing of it is waited for.
    void stop(Actions& out);
    void tick(net::Time now, Actions& out);
    [[nodiscard]] net::Time deadline() const noexcept { return deadline_; }

    [[nodiscard]] bool playing() const noexcept { return state_ == State::playing; }
    [[nodiscard]] std::uint64_t resyncs() const noexcept { return splitter_.resyncs(); }

private:
    enum class State : std::uint8_t { idle, reserving, connecting, joining, starting, playing, failed };

    void enter(State state, net::Time now) noexcept;
    void take(const wire::FramePart& part, net::Time now, Actions& out);
    void join_answered(const wire::FramePart& part, net::Time now, Actions& out);
    void fail(wire::Error why, Actions& out);

    wire::LiveTarget target_;
    Bounds bounds_;
    State state_ = State::idle;
    net::Time deadline_ = net::never;
    wire::FrameReader frames_;
    wire::DhavSplitter splitter_;
    std::uint32_t session_ = 0;
    std::uint32_t connection_ = 0;
    bool reserved_ = false;
    bool start_ordered_ = false;
};

} // namespace netsdk::streams
