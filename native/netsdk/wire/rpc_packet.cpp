#include "wire/rpc_packet.h"

#include <algorithm>
#include <utility>

namespace netsdk::wire {

namespace {

constexpr std::byte line_end{'\n'};
constexpr std::byte zero{0};

Buffer copy_of(Bytes bytes)
{
    return {bytes.begin(), bytes.end()};
}

// Behind the text some devices put a line end, a zero, or both; what follows those is the reply's binary part.
Bytes behind_padding(Bytes tail) noexcept
{
    if (!tail.empty() && tail.front() == line_end)
        tail = tail.subspan(1);
    if (tail.size() == 1 && tail.front() == zero)
        tail = {};
    return tail;
}

} // namespace

Result<RpcPacket> read_rpc_packet(const DvripHeader& header)
{
    if (header.command() != Command::rpc)
        return Error::unexpected_answer;
    return RpcPacket{header.little<std::uint32_t, 8>(), header.little<std::uint32_t, 16>(),
                     header.little<std::uint32_t, 24>()};
}

Result<std::optional<RpcPayload>> RpcAssembler::feed(const DvripHeader& header, Bytes body)
{
    if (failed_)
        return *failed_;
    const auto packet = read_rpc_packet(header);
    return settled(packet ? take(packet.value(), body) : packet.error());
}

Result<std::optional<RpcPayload>> RpcAssembler::feed(const RpcPacket& packet, Bytes body)
{
    if (failed_)
        return *failed_;
    return settled(take(packet, body));
}

Result<std::optional<RpcPayload>> RpcAssembler::settled(Result<std::optional<RpcPayload>> taken)
{
    if (!taken) {
        failed_ = taken.error();
        pending_.clear();
    }
    return taken;
}

Result<std::optional<RpcPayload>> RpcAssembler::take(const RpcPacket& packet, Bytes body)
{
    if (body.empty())
        return Error::malformed; // it would bring nothing, for ever
    if (body.size() > limits_.max_message || packet.total_json > limits_.max_json)
        return Error::too_large;

    auto at = std::ranges::find(pending_, packet.id, &Pending::id);
    if (at == pending_.end()) {
        const std::size_t total = packet.total_json == 0 ? body.size() : packet.total_json;
        if (total > limits_.max_json)
            return Error::too_large;
        if (body.size() < total && pending_.size() == max_pending)
            return Error::too_large;
        at = pending_.insert(pending_.end(), Pending{packet.id, static_cast<std::uint32_t>(total), {}});
    } else if (packet.total_json != at->total) {
        return Error::malformed;
    }

    const Bytes json = body.first(std::min<std::size_t>(at->total - at->json.size(), body.size()));
    at->json.insert(at->json.end(), json.begin(), json.end());
    if (at->json.size() < at->total)
        return std::optional<RpcPayload>{};
    RpcPayload payload{at->id, std::move(at->json), copy_of(behind_padding(body.subspan(json.size())))};
    pending_.erase(at);
    return std::optional(std::move(payload));
}

void RpcAssembler::forget(std::uint32_t id)
{
    std::erase_if(pending_, [id](const Pending& pending) { return pending.id == id; });
}

std::size_t RpcAssembler::buffered() const noexcept
{
    std::size_t sum = 0;
    for (const Pending& pending : pending_)
        sum += pending.json.size();
    return sum;
}

} // namespace netsdk::wire
