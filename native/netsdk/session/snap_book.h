#pragma once

#include "net/clock.h"
#include "session/taken_picture.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace netsdk::session {

/// Names one picture that is wanted, and the request to the device that is made for it; never 0, never used twice
/// within a login.
using SnapId = std::uint32_t;

/// A picture that is wanted.
struct SnapJob {
    SnapId id = 0;
    unsigned channel = 0;     ///< counted from 0
    std::uint16_t serial = 0; ///< the caller's number of it
    net::Time deadline;
    bool repeated = false; ///< of a repeated order
};

/// A picture that the device is to be asked for; named as the job that wants it first.
struct SnapRequest {
    SnapId id = 0;
    unsigned channel = 0;
    net::Time deadline; ///< of that job
};

/// Which pictures of one login are wanted, which are under way, and when the next of a repeated one is due. Pure.
///
/// The guard: a picture that was asked for less than its time ago serves whoever wants one of that channel, and no
/// channel is asked twice within a second, whatever became of the first. One request of a channel is under way at a
/// time, and all who want one share it; four are under way of a login. The others wait, in order, each with its
/// deadline. A request that nobody waits for any more goes on, so that its picture can be counted as late, until its
/// place is wanted.
class SnapBook {
public:
    static constexpr std::size_t most_under_way = 4;
    static constexpr std::size_t most_wanted = 256;
    static constexpr std::size_t most_bytes_kept = std::size_t{8} << 20; ///< of pictures that may still serve others
    static constexpr net::Milliseconds least_interval{1000}; ///< devices take one picture of a channel in a second

    /// `step`: the time of each picture of a repeated order. A guard below least_interval counts as that. With it no
    /// picture serves who comes later: he waits for the next, which may go out as soon as that guard is over.
    SnapBook(net::Milliseconds step, net::Milliseconds guard) noexcept;

    /// Error: limit_reached.
    [[nodiscard]] wire::Result<SnapId> add(unsigned channel, std::uint16_t serial, net::Time deadline);
    /// A picture of the channel now and again and again, in place of what was repeated for it. One that is not done
    /// when the next is due delays it. None of these is a picture that was there before.
    void repeat(unsigned channel, std::uint16_t serial, net::Milliseconds every, net::Time now);
    /// Ends what is repeated; a picture of it that is wanted already still comes.
    void stop(unsigned channel) { repeated_.erase(channel); }
    void stop_all() { repeated_.clear(); }

    struct Shared {
        SnapJob job;
        SharedPicture picture;
    };
    struct Turn {
        std::vector<SnapRequest> begin; ///< to be asked for now
        std::vector<SnapId> abandon;    ///< late ones whose place is wanted
        std::vector<Shared> served;     ///< by a picture that is there
    };
    /// What is to happen now.
    [[nodiscard]] Turn turn(net::Time now);
    /// Whether a picture is wanted that no request is under way for.
    [[nodiscard]] bool wants(net::Time now);
    /// Those whose time has passed, each once; and pictures are let go that serve nobody any more.
    [[nodiscard]] std::vector<SnapJob> expire(net::Time now);
    /// A request has ended, with a picture or (null) without: who gets it. Nobody: it was late, or abandoned.
    [[nodiscard]] std::vector<SnapJob> settle(SnapId request, SharedPicture picture);
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
        SnapRequest request;
        net::Time begun;
        std::vector<SnapJob> jobs; ///< who waits for it; empty: it is late
    };
    struct Kept {
        net::Time begun;
        SharedPicture picture;
    };

    [[nodiscard]] wire::Result<SnapId> want(SnapJob job);
    [[nodiscard]] std::size_t wanted() const noexcept;
    void add_repeated(net::Time now);
    void no_longer_pending(SnapId id) noexcept;
    [[nodiscard]] bool placed(const SnapJob& job, net::Time now, Turn& turn);
    [[nodiscard]] bool make_room(unsigned channel, Turn& turn);
    void keep(unsigned channel, Kept kept);
    void forget(net::Time now);

    const net::Milliseconds step_;
    const net::Milliseconds guard_;
    SnapId last_id_ = 0;
    std::vector<SnapJob> waiting_;
    std::vector<Running> running_;
    std::map<unsigned, Repeated> repeated_;
    std::map<unsigned, net::Time> asked_; ///< channels that must not be asked again before a moment to come
    std::map<unsigned, Kept> kept_;
};

} // namespace netsdk::session
