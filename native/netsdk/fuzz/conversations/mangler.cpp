#include "fuzz/conversations/mangler.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace netsdk::fuzz {
namespace {
constexpr std::size_t header_bytes = 32;
constexpr std::size_t length_at = 4;
constexpr unsigned faults = 8;
// A fault comes within so many frames: a conversation is not longer, and an exchange of texts is over soon.
constexpr unsigned most_frames = 12;
constexpr unsigned most_pieces = 3;
constexpr std::size_t most_rubbish = 200;

[[nodiscard]] std::uint32_t length_of(const wire::Buffer& bytes)
{
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + length_at, sizeof length);
    return length;
}
} // namespace

Mangler::Mangler(Framing framing, std::uint64_t seed)
    : framing_(framing), random_(seed), fault_(static_cast<Fault>(any(faults))), end_(static_cast<End>(1 + any(3))),
      at_(static_cast<unsigned>(any(framing == Framing::dvrip ? most_frames : most_pieces)))
{
}

Mangler::Said Mangler::hear(wire::Bytes bytes)
{
    Said said;
    if (over_)
        return said;
    heard_.insert(heard_.end(), bytes.begin(), bytes.end());
    while (!over_) {
        auto frame = next_frame();
        if (!frame)
            break;
        say(std::move(*frame), said);
    }
    return said;
}

std::optional<wire::Buffer> Mangler::next_frame()
{
    if (framing_ == Framing::pieces)
        return heard_.empty() ? std::nullopt : std::optional(std::exchange(heard_, {}));
    if (heard_.size() < header_bytes || heard_.size() - header_bytes < length_of(heard_))
        return std::nullopt;
    const auto end = heard_.begin() + static_cast<std::ptrdiff_t>(header_bytes + length_of(heard_));
    wire::Buffer frame(heard_.begin(), end);
    heard_.erase(heard_.begin(), end);
    return frame;
}

void Mangler::say(wire::Buffer frame, Said& said)
{
    const auto add = [&said](const wire::Buffer& bytes) {
        said.bytes.insert(said.bytes.end(), bytes.begin(), bytes.end());
    };
    if (count_++ != at_) {
        add(frame);
        if (held_)
            add(*held_);
        held_.reset();
        return;
    }
    switch (fault_) {
    case Fault::flip: flip(frame); return add(frame);
    case Fault::twice: add(frame); return add(frame);
    case Fault::swap: held_ = std::move(frame); return;
    case Fault::drop: return;
    case Fault::rubbish: {
        wire::Buffer rubbish(1 + any(most_rubbish));
        std::generate(rubbish.begin(), rubbish.end(), [this] { return static_cast<std::byte>(any(256)); });
        add(rubbish);
        return add(frame);
    }
    case Fault::lie: lie(frame); return add(frame);
    case Fault::cut:
        frame.resize(any(frame.size()));
        add(frame);
        said.end = end_;
        over_ = true;
        return;
    case Fault::none: return add(frame);
    }
}

void Mangler::flip(wire::Buffer& frame)
{
    // Half of the time in the header, which decides more.
    const auto within = any(2) == 0 ? std::min(header_bytes, frame.size()) : frame.size();
    for (auto left = 1 + any(4); left > 0; --left)
        frame[any(within)] ^= static_cast<std::byte>(1 + any(255));
}

/// About a length: a header has one, a text may have any number, and lies about one.
void Mangler::lie(wire::Buffer& frame)
{
    if (framing_ == Framing::dvrip) {
        const auto length = any(2) == 0 ? static_cast<std::uint32_t>(any(64)) : static_cast<std::uint32_t>(random_());
        std::memcpy(frame.data() + length_at, &length, sizeof length);
        return;
    }
    const auto is_digit = [](std::byte each) { return each >= std::byte{'0'} && each <= std::byte{'9'}; };
    const auto digits = std::ranges::count_if(frame, is_digit);
    auto left = digits == 0 ? 0 : any(static_cast<std::size_t>(digits));
    for (auto& each : frame)
        if (is_digit(each) && left-- == 0) {
            each = static_cast<std::byte>('0' + any(10));
            return;
        }
}

} // namespace netsdk::fuzz
