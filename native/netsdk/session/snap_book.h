#pragma once

#include "net/clock.h"
#include "wire/result.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace netsdk::session {

/// Names one picture that was asked for; never 0, never used twice within a login.
using SnapId = std::uint32_t;

/// A picture that is wanted.
struct SnapJob {
    SnapId id = 0;
    unsigned channel = 0;     ///< counted from 0
    std::uint16_t serial = 0; ///< the caller's number of it
    net::Time deadline;
    [[nodiscard]] bool operator==(const SnapJob&) const = default;
};

/// Which pictures of one login are wanted, which are under way, and when the next of a repeated one is due. One request
/// of a channel is under way at a time and four of a login; the others wait, in order, each with its deadline. A
/// request whose time has passed goes on, so that its picture can be counted as late, until its place is wanted. Pure.
class SnapBook {
public:
    static constexpr std::size_t most_under_way = 4;
    static constexpr std::size_t most_waiting = 64;
    static constexpr net::Milliseconds least_interval{1000}; ///< devices take one picture of a channel in a second

    /// `step`: the time of each picture of a repeated order.
    explicit SnapBook(net::Milliseconds step) noexcept : step_(step) {}

    /// Error: limit_reached.
    [[nodiscard]] wire::Result<SnapId> add(unsigned channel, std::uint16_t serial, net::Time deadline);
    /// A picture of the channel now and again and again, in place of what was repeated for it. One that is not done
    /// when the next is due delays it.
    void repeat(unsigned channel, std::uint16_t serial, net::Milliseconds every, net::Time now);
    /// Ends what is repeated; a picture of it that is wanted already still comes.
    void stop(unsigned channel) { repeated_.erase(channel); }
    void stop_all() { repeated_.clear(); }

    struct Turn {
        std::vector<SnapJob> begin;  ///< to be asked for now
        std::vector<SnapId> abandon; ///< late ones whose place is wanted
    };
    /// What is to happen now.
    [[nodiscard]] Turn turn(net::Time now);
    /// Whether turn() would begin something.
    [[nodiscard]] bool wants(net::Time now);
    /// Those whose time has passed, each once.
    [[nodiscard]] std::vector<SnapJob> expire(net::Time now);
    /// The request has ended: the job, or nothing when it was late.
    [[nodiscard]] std::optional<SnapJob> settle(SnapId id);
    /// Everything that is wanted, and it is so no more; what is under way is to be abandoned. Repeated orders stay.
    [[nodiscard]] std::vector<SnapJob> drop_all();
    [[nodiscard]] net::Time deadline() const noexcept;

private:
    struct Repeated {
        std::uint16_t serial;
        net::Milliseconds every;
        net::Time next;
        SnapId pending = 0;
    };
    struct Running {
        SnapJob job;
        bool late = false;
    };

    void add_repeated(net::Time now);
    void no_longer_pending(SnapId id) noexcept;
    [[nodiscard]] bool make_room(unsigned channel, Turn& turn);

    const net::Milliseconds step_;
    SnapId last_id_ = 0;
    std::vector<SnapJob> waiting_;
    std::vector<Running> running_;
    std::map<unsigned, Repeated> repeated_;
};

} // namespace netsdk::session
