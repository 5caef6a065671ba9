#pragma once

#include "wire/bytes.h"
#include "wire/limits.h"
#include "wire/multipart_boundary.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netsdk::wire {

/// One part of a multipart stream. Its views are valid until the next call of the reader, and no longer than the input
/// it was given.
struct MultipartPart {
    std::string_view content_type;       ///< as it was sent, without blanks around it; empty: none
    std::optional<std::uint64_t> length; ///< what its header said; then that is the body's size
    Bytes body;
};

/// Cuts multipart/x-mixed-replace, and what else is cut by boundaries, into its parts, however the network cut it.
///
/// A part with a Content-Length is handed out with the last byte of its body, whatever that holds; one without, or with
/// one that is no number, once the next boundary is there: a line end before that is none of the body. What stands
/// before the first boundary, between a body and the next boundary, and behind the closing one is skipped. A part whose
/// body is larger than Limits::max_part, or whose head is larger than max_part_head or is cut by a boundary, is skipped
/// too, and the next one is found: a length is believed for that up to `believed` times max_part; behind a larger claim
/// the next boundary counts.
///
/// Memory: at most twice max_part and a little, grown only by what really came. Work: linear in the input.
class MultipartReader {
public:
    static constexpr std::uint64_t believed = 16;

    /// The boundary as boundary_of() gives it.
    MultipartReader(std::string_view boundary, const Limits& limits);

    /// Takes from the front of `input` and gives the next whole part, or nothing when all input is used up.
    [[nodiscard]] std::optional<MultipartPart> next(Bytes& input);

    /// The closing boundary was there: no part comes any more.
    [[nodiscard]] bool ended() const noexcept { return state_ == State::ended; }
    /// Parts that were not handed out.
    [[nodiscard]] std::uint64_t skipped_parts() const noexcept { return skipped_parts_; }
    /// Bytes that are no body of a part handed out: boundaries, heads, what stands between, what was too large.
    [[nodiscard]] std::uint64_t skipped_bytes() const noexcept { return skipped_bytes_; }

    /// Bytes kept for the next call; with the handed out and the skipped ones they are all there were.
    [[nodiscard]] std::size_t buffered() const noexcept { return done_ ? 0 : held_.size(); }
    /// Memory in use for them.
    [[nodiscard]] std::size_t capacity() const noexcept { return held_.capacity(); }

private:
    enum class State : std::uint8_t {
        between, // a boundary is looked for
        head,    // the next byte belongs to a part's head
        counted, // head_ is known; its body has a length
        open,    // head_ is known; its body ends at a boundary
        passed,  // pass_ bytes of a body that is too large are to come
        ended,
    };
    struct Head {
        std::string content_type;
        std::optional<std::uint64_t> length;
    };
    [[nodiscard]] std::optional<MultipartPart> step(Bytes& input);
    void look_for_boundary(Bytes& input);
    void read_head(Bytes& input);
    [[nodiscard]] std::optional<MultipartPart> counted_part(Bytes& input);
    [[nodiscard]] std::optional<MultipartPart> open_part(Bytes& input);
    void pass(Bytes& input);

    void read_line(std::string_view line);
    void begin_body();
    void after(BoundaryFinder::Kind boundary);
    void lose_part(std::size_t not_held);
    [[nodiscard]] MultipartPart part(Bytes body);
    void skip(std::size_t count) noexcept { skipped_bytes_ += count; }
    void hold(Bytes bytes);
    void clear_held();

    std::size_t max_part_;
    std::size_t max_head_;
    State state_ = State::between;
    BoundaryFinder finder_;
    Head head_;
    std::string given_type_; // of the part handed out last
    std::uint64_t pass_ = 0;
    Buffer held_;             // a head so far, or a body so far
    std::size_t line_at_ = 0; // where in held_ the head's last line begins
    bool done_ = false;       // held_ was handed out and is to be released
    std::uint64_t skipped_parts_ = 0;
    std::uint64_t skipped_bytes_ = 0;
};

} // namespace netsdk::wire
