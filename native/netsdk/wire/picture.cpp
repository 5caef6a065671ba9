#include "wire/picture.h"

#include <algorithm>
#include <array>

namespace netsdk::wire {

namespace {
constexpr std::array start_marker{std::byte{0xff}, std::byte{0xd8}, std::byte{0xff}}; // and the first segment's
constexpr std::array end_marker{std::byte{0xff}, std::byte{0xd9}};
constexpr std::array start_code{std::byte{0}, std::byte{0}, std::byte{1}};
constexpr std::array long_start_code{std::byte{0}, std::byte{0}, std::byte{0}, std::byte{1}};
constexpr std::size_t most_behind = 64; // of what is no picture any more

template <std::size_t Size>
[[nodiscard]] bool begins_with(Bytes sent, const std::array<std::byte, Size>& head)
{
    return sent.size() > Size && std::ranges::equal(sent.first(Size), head);
}
} // namespace

Result<Picture> picture_of(Bytes sent)
{
    if (sent.empty())
        return Error::unexpected_answer;
    if (begins_with(sent, start_code) || begins_with(sent, long_start_code))
        return Picture{PictureKind::key_frame, sent};
    if (!begins_with(sent, start_marker))
        return Error::malformed;
    const auto body = sent.subspan(start_marker.size());
    const auto tail = body.last(std::min(body.size(), most_behind + end_marker.size()));
    const auto end = std::ranges::find_end(tail, end_marker);
    if (end.empty())
        return Error::malformed;
    const auto behind = static_cast<std::size_t>(tail.end() - end.end());
    return Picture{PictureKind::jpeg, sent.first(sent.size() - behind)};
}

} // namespace netsdk::wire
