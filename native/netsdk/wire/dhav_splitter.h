#pragma once

#include "wire/bytes.h"
#include "wire/limits.h"

#include <cstdint>
#include <optional>

namespace netsdk::wire {

/// Finds whole DHAV frames in a media stream that was cut anywhere.
///
/// A frame is taken when it begins with "DHAV", its length lies within [24 + extension + 8, Limits::max_frame], and its
/// last eight bytes are "dhav" and the same length. Whatever does not fit is skipped to the next byte that could begin
/// a frame, so one lost piece costs the frame it hit and none behind it. What the stream is cut into never matters.
///
/// Memory: at most 2 × Limits::max_frame, grown only by what really came. Work: linear in the input.
class DhavSplitter {
public:
    static constexpr std::size_t header_size = 24;
    static constexpr std::size_t trailer_size = 8;

    explicit DhavSplitter(const Limits& limits) noexcept : max_frame_(limits.max_frame) {}

    /// Takes from the front of `input` and gives the next whole frame, or nothing when all input is used up. The frame
    /// is a view, of `input` or of this object: valid until the next call.
    [[nodiscard]] std::optional<Bytes> next(Bytes& input);

    /// How often bytes were skipped, one for each gap between good frames.
    [[nodiscard]] std::uint64_t resyncs() const noexcept { return resyncs_; }
    [[nodiscard]] std::uint64_t skipped_bytes() const noexcept { return skipped_; }

    /// Bytes kept for the next call.
    [[nodiscard]] std::size_t buffered() const noexcept { return held_.size() - head_ - handed_out_; }

    /// Memory in use for them.
    [[nodiscard]] std::size_t capacity() const noexcept { return held_.capacity(); }

private:
    struct Look {               // what the front of some bytes is
        std::size_t skip = 0;   // bytes that begin no frame
        std::size_t wanted = 0; // bytes the frame behind them needs, as far as known; 0: none begins
        bool whole = false;
    };
    [[nodiscard]] Look examine(Bytes bytes) const noexcept;
    [[nodiscard]] std::optional<std::size_t> frame_length(Bytes header) const noexcept;
    [[nodiscard]] static bool trailer_fits(Bytes frame) noexcept;
    [[nodiscard]] Bytes held() const noexcept { return Bytes(held_).subspan(head_); }
    void skip(std::size_t count) noexcept;
    void drop(std::size_t count) noexcept;
    void hold(Bytes bytes);

    std::size_t max_frame_;
    Buffer held_; // bytes from head_ on begin a frame that is not whole yet
    std::size_t head_ = 0;
    std::size_t handed_out_ = 0; // bytes at head_ that are the frame given last
    std::uint64_t resyncs_ = 0;
    std::uint64_t skipped_ = 0;
    bool in_gap_ = false;
};

} // namespace netsdk::wire
