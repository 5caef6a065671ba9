#include "wire/dhav_splitter.h"

#include "wire/byte_reader.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace netsdk::wire {

namespace {

constexpr std::string_view mark = "DHAV";
constexpr std::string_view trailer_mark = "dhav";
constexpr std::size_t length_offset = 12;
constexpr std::size_t extension_offset = 22;

// Where the next "DHAV" begins, a beginning cut off by the end included; text.size() when there is none.
std::size_t find_mark(std::string_view text, std::size_t from) noexcept
{
    for (std::size_t at = text.find(mark.front(), from); at != std::string_view::npos;
         at = text.find(mark.front(), at + 1)) {
        const std::string_view seen = text.substr(at, mark.size());
        if (mark.starts_with(seen))
            return at;
    }
    return text.size();
}

} // namespace

std::optional<Bytes> DhavSplitter::next(Bytes& input)
{
    drop(std::exchange(handed_out_, 0));
    while (true) {
        if (held().empty()) { // look at the input itself: a frame that came whole is not copied
            const Look look = examine(input);
            skip(look.skip);
            input = input.subspan(look.skip);
            if (look.whole) {
                in_gap_ = false;
                return std::exchange(input, input.subspan(look.wanted)).first(look.wanted);
            }
            hold(std::exchange(input, {}));
            return std::nullopt;
        }
        const Look look = examine(held());
        skip(look.skip);
        drop(look.skip);
        if (look.whole) {
            in_gap_ = false;
            handed_out_ = look.wanted;
            return held().first(look.wanted);
        }
        if (look.wanted == 0)
            continue; // nothing held begins a frame, so nothing is held now
        if (input.empty())
            return std::nullopt;
        const std::size_t count = std::min(look.wanted - held().size(), input.size());
        hold(input.first(count));
        input = input.subspan(count);
    }
}

DhavSplitter::Look DhavSplitter::examine(Bytes bytes) const noexcept
{
    const std::string_view text = text_of(bytes);
    for (std::size_t at = find_mark(text, 0); at < bytes.size(); at = find_mark(text, at + 1)) {
        const Bytes candidate = bytes.subspan(at);
        if (candidate.size() < header_size)
            return {at, header_size, false};
        const auto length = frame_length(candidate.first(header_size));
        if (!length)
            continue;
        if (candidate.size() < *length)
            return {at, *length, false};
        if (trailer_fits(candidate.first(*length)))
            return {at, *length, true};
    }
    return {bytes.size(), 0, false};
}

std::optional<std::size_t> DhavSplitter::frame_length(Bytes header) const noexcept
{
    ByteReader reader(header);
    reader.skip(length_offset);
    const std::size_t length = reader.little<std::uint32_t>();
    reader.skip(extension_offset - length_offset - sizeof(std::uint32_t));
    const std::size_t extension = reader.little<std::uint8_t>();
    if (!reader.ok() || length > max_frame_ || length < header_size + extension + trailer_size)
        return std::nullopt;
    return length;
}

bool DhavSplitter::trailer_fits(Bytes frame) noexcept
{
    ByteReader reader(frame.last(trailer_size));
    const std::string_view seen = text_of(reader.take(trailer_mark.size()));
    return seen == trailer_mark && reader.little<std::uint32_t>() == frame.size();
}

void DhavSplitter::skip(std::size_t count) noexcept
{
    if (count == 0)
        return;
    skipped_ += count;
    if (!std::exchange(in_gap_, true))
        ++resyncs_;
}

void DhavSplitter::drop(std::size_t count) noexcept
{
    head_ += count;
    if (head_ == held_.size()) {
        held_.clear();
        head_ = 0;
    }
}

void DhavSplitter::hold(Bytes bytes)
{
    const std::size_t live = held_.size() - head_;
    const std::size_t room = held_.capacity() - held_.size();
    if (bytes.size() > room) {
        if (head_ >= live && head_ > 0) {
            // What is moved is no more than what was dropped since the last move, so all moves together stay linear.
            held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(head_));
            head_ = 0;
        }
        const std::size_t needed = held_.size() + bytes.size();
        if (needed > held_.capacity())
            held_.reserve(std::max(needed, std::min(2 * held_.capacity(), 2 * max_frame_)));
    }
    held_.insert(held_.end(), bytes.begin(), bytes.end());
}

} // namespace netsdk::wire
