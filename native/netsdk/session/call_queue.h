#pragma once

#include "net/clock.h"
#include "session/actions.h"
#include "wire/limits.h"
#include "wire/rpc_packet.h"

#include <functional>
#include <optional>
#include <vector>

namespace netsdk::wire {
struct RpcRequest;
}

namespace netsdk::session {

/// The JSON-RPC calls of one connection: a few under way at once, told apart by their id, the others wait their
/// turn. Each has the deadline it was given, whether it was sent or not. Bounded in number and in bytes.
///
/// What comes with an id that nobody waits for, be it late, twice or invented, is dropped and told as Late, once for
/// each answer however many packets it has.
class CallQueue {
public:
    /// So many unfinished answers the assembler keeps.
    static constexpr std::size_t most_under_way = wire::RpcAssembler::max_pending;
    static constexpr std::size_t most_waiting = 256;

    /// Puts a request into its frame.
    using Writer = std::function<wire::Result<wire::Buffer>(const wire::RpcRequest&)>;

    /// The ids that it gives follow on `last_id`.
    CallQueue(const wire::Limits& limits, Writer write, RequestId last_id)
        : limits_(limits), write_(std::move(write)), answers_(limits), last_id_(last_id)
    {
    }

    /// Ends in one Replied for the id given back. The request's own id is not used. Errors: limit_reached, too_large.
    [[nodiscard]] wire::Result<RequestId> add(wire::RpcRequest request, net::Time deadline, net::Time now,
                                              Actions& out);
    /// A packet from the device. Error: it is not readable as one, so nothing behind it is.
    [[nodiscard]] wire::Status take(const wire::RpcPacket& packet, wire::Bytes body, Actions& out);
    /// A tick too early changes nothing.
    void tick(net::Time now, Actions& out);
    [[nodiscard]] net::Time deadline() const noexcept;
    /// Answers everything with the error.
    void fail(wire::Error why, Actions& out);

private:
    struct Entry {
        RequestId id;
        net::Time deadline;
        wire::Buffer frame; ///< empty once sent
    };
    /// An answer that is dropped while it comes.
    struct Dropped {
        RequestId id;
        std::size_t left;
    };

    [[nodiscard]] bool expire(std::vector<Entry>& entries, net::Time now, Actions& out);
    void send_next(Actions& out);
    void drop(const wire::RpcPacket& packet, std::size_t size, Actions& out);
    void finish(RequestId id, wire::Result<wire::Buffer> reply, Actions& out);

    wire::Limits limits_;
    Writer write_;
    wire::RpcAssembler answers_;
    RequestId last_id_;
    std::vector<Entry> under_way_;
    std::vector<Entry> waiting_;
    std::size_t waiting_bytes_ = 0;
    std::optional<Dropped> dropped_;
};

} // namespace netsdk::session
