#pragma once

#include "wire/bytes.h"
#include "wire/limits.h"
#include "wire/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netsdk::wire {

/// The body of an f4 frame: lines `Key:Value`, each ended by CR LF, ended by an empty line. Order is kept.
class TextMessage {
public:
    /// Reads a body; lenient in line ends (CR LF or LF), blanks around key and value, a missing empty line at the end
    /// and zeros after it. A line without ':' is skipped. Errors: too_large (Limits::max_text, max_text_lines),
    /// malformed (no line with a key, or a control character in one).
    [[nodiscard]] static Result<TextMessage> parse(Bytes body, const Limits& limits);

    /// Adds a line. Error::invalid_argument when the key is empty or has ':' or either has a control character or
    /// blanks at an end, as the reader would not read the same back.
    [[nodiscard]] Status add(std::string_view key, std::string_view value);

    /// The value of the first line with that key, whatever its case; nothing without one. A view of this message.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const noexcept;

    /// The same as a number; nothing when it is none.
    [[nodiscard]] std::optional<std::uint32_t> find_number(std::string_view key) const noexcept;

    [[nodiscard]] std::size_t lines() const noexcept { return lines_.size(); }

    /// The body as text.
    [[nodiscard]] std::string write() const;

    /// The whole f4 frame.
    [[nodiscard]] Result<Buffer> frame() const;

    [[nodiscard]] bool operator==(const TextMessage&) const = default;

private:
    struct Line {
        std::string key;
        std::string value;
        [[nodiscard]] bool operator==(const Line&) const = default;
    };
    std::vector<Line> lines_;
};

} // namespace netsdk::wire
