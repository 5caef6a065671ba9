#pragma once

#include "wire/bytes.h"
#include "wire/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace netsdk::wire {

/// The boundary that a Content-Type names, quoted or not; dashes at its front, with which some devices name it, are
/// part of it. Errors: unexpected_answer (the type is not multipart), malformed (no boundary, an empty one, a quote
/// that does not end, a character that cannot be printed), too_large (more than 70 characters, RFC 2046).
[[nodiscard]] Result<std::string> boundary_of(std::string_view content_type);

/// Finds the lines by which the parts of a multipart stream are cut, in linear work and without keeping the stream: at
/// the beginning of a line two dashes and the boundary; then either two dashes, which close, whatever follows, or
/// blanks and the end of the line (CR LF or LF). A boundary that is named with two dashes at its front is found with
/// them alone too, as devices send it.
class BoundaryFinder {
public:
    enum class Kind : std::uint8_t { none, part, closing };
    struct Found {
        Kind kind = Kind::none;
        std::size_t end = 0;    ///< of the given bytes, those up to here are looked at: all of them for `none`
        std::size_t length = 0; ///< of the boundary's line, its beginning in earlier bytes included
    };
    static constexpr std::size_t most_padding = 64; ///< blanks behind a boundary
    static constexpr std::size_t most_boundary = 70;
    static constexpr std::size_t longest_line = 2 + most_boundary + most_padding + 2;

    explicit BoundaryFinder(std::string_view boundary);

    /// Looks at the next bytes of the stream, up to the first boundary. The stream begins with a line, and behind each
    /// boundary a line begins.
    [[nodiscard]] Found scan(Bytes bytes);

    /// How many of the bytes seen last may be the beginning of a boundary's line.
    [[nodiscard]] std::size_t candidate() const noexcept { return in_line_ ? 0 : matched_; }

    /// From here on as at the beginning: the next byte begins a line.
    void begin_line() noexcept;

private:
    enum class Step : std::uint8_t { more, none, part, closing };
    enum class Tail : std::uint8_t { none, blank, dash, line_end }; // what was last behind the mark
    [[nodiscard]] Step step(char c) noexcept;
    [[nodiscard]] Step step_behind(char c) noexcept;

    std::array<std::string, 2> marks_; // two dashes and the boundary; the boundary alone, when it begins with them
    std::array<bool, 2> alive_{};      // which of them the line still may be
    bool in_line_ = false;             // the line is none: its end is looked for
    std::size_t matched_ = 0;          // of the line, while it may be one
    std::size_t whole_ = 0;            // length of the mark that was matched whole; 0: none yet
    Tail tail_ = Tail::none;
};

} // namespace netsdk::wire
