#pragma once

#include "wire/bytes.h"
#include "wire/dvrip_header.h"
#include "wire/held_bytes.h"
#include "wire/limits.h"
#include "wire/result.h"

#include <optional>

namespace netsdk::wire {

/// What FrameReader found: a whole control frame, or one piece of a media frame.
struct FramePart {
    enum class Kind : std::uint8_t {
        whole, ///< `body` is the whole body of a control frame
        media, ///< `body` is the next piece of a media frame's body, perhaps empty; `left` bytes of it are to come
    };
    Kind kind = Kind::whole;
    DvripHeader header;
    Bytes body; ///< a view: valid until the next call of the reader and no longer than the input it was given
    std::uint32_t left = 0;
};

/// Cuts a stream of bytes into DVRIP frames, however the network cut it.
///
/// Control frames are handed out whole. Bodies of media frames (carries_media) are handed out in pieces as they come
/// and never kept, so a slow or lying device costs no memory: buffered() is at most Limits::max_message (32 at least),
/// grows only with what really came (never by what a header claims), and is given back once a large frame is done.
///
/// An error is final: every further call gives the same one, and the connection is to be closed.
class FrameReader {
public:
    explicit FrameReader(const Limits& limits) noexcept : limits_(limits) {}

    /// Takes from the front of `input` and gives the next part, or nothing when all input is used up and more is
    /// needed:
    ///     while (true) { auto part = reader.next(input); if (!part) close(part.error()); else if (!part.value())
    ///     break; … }
    /// Each call that gives a part has taken at least one byte, or ended the frame it had begun.
    /// Errors: too_large (a length above Limits::max_message), malformed (command 0, which nobody sends).
    [[nodiscard]] Result<std::optional<FramePart>> next(Bytes& input);

    /// Bytes kept for the next call.
    [[nodiscard]] std::size_t buffered() const noexcept { return held_.size(); }

    /// True between two frames: the stream may end here without loss.
    [[nodiscard]] bool at_boundary() const noexcept { return held_.at_boundary() && state_ == State::header; }

private:
    enum class State : std::uint8_t {
        header,  // the next byte belongs to a header
        control, // header_ is known, the body of its control frame is under way
        media,   // header_ is known, media_left_ bytes of its media frame are to come
    };
    [[nodiscard]] Result<std::optional<FramePart>> begin_frame(Bytes& input);
    [[nodiscard]] std::optional<FramePart> control_frame(Bytes& input);
    [[nodiscard]] std::optional<FramePart> media_piece(Bytes& input);

    Limits limits_;
    State state_ = State::header;
    DvripHeader header_;
    std::uint32_t media_left_ = 0;
    HeldBytes held_; // part of a header, or the body so far of a control frame
    std::optional<Error> failed_;
};

} // namespace netsdk::wire
