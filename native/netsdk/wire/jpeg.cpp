#include "wire/jpeg.h"

#include <algorithm>
#include <array>

namespace netsdk::wire {

namespace {
constexpr std::array start_marker{std::byte{0xff}, std::byte{0xd8}, std::byte{0xff}}; // and the first segment's
constexpr std::array end_marker{std::byte{0xff}, std::byte{0xd9}};
constexpr std::size_t most_behind = 64; // of what is no picture any more
} // namespace

Result<Bytes> jpeg_of(Bytes sent)
{
    if (sent.empty())
        return Error::unexpected_answer;
    if (sent.size() < start_marker.size() + end_marker.size() ||
        !std::ranges::equal(sent.first(start_marker.size()), start_marker))
        return Error::malformed;
    const auto body = sent.subspan(start_marker.size());
    const auto tail = body.last(std::min(body.size(), most_behind + end_marker.size()));
    const auto end = std::ranges::find_end(tail, end_marker);
    if (end.empty())
        return Error::malformed;
    const auto behind = static_cast<std::size_t>(tail.end() - end.end());
    return sent.first(sent.size() - behind);
}

} // namespace netsdk::wire
