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

/// How a refusal in text begins.
enum class CgiRefusal : std::uint8_t {
    error,             ///< "Error", with words behind it, mostly in the lines that follow
    bad_request,       ///< "Bad Request!" alone
    invalid_authority, ///< "Invalid Authority!" alone: the device has no password yet
};

/// What a CGI script answers in text: `OK`, a refusal, or lines `key=value` in the order of the device. A view: valid
/// no longer than the bytes it was read from. Keys stay as they are, indices (`table.X[0].Y`) too; values and words may
/// hold anything but line ends, so who shows them to people takes display_text() or shown_words().
class CgiText {
public:
    enum class Kind : std::uint8_t { done, refused, values };
    struct Pair {
        std::string_view key;
        std::string_view value;
        [[nodiscard]] bool operator==(const Pair&) const = default;
    };

    /// Reads a body. What its first line with anything on it is decides; lines end in CR LF or LF, blanks around a key
    /// or a value are none of it, and what is behind a zero is not looked at. A key is a letter and what can be printed
    /// behind it; a later line without one is skipped. Errors: unexpected_answer (nothing was sent), too_large
    /// (Limits::max_cgi, max_cgi_lines, max_cgi_key), malformed (it begins in no such way: HTML, a picture).
    [[nodiscard]] static Result<CgiText> parse(Bytes body, const Limits& limits);

    [[nodiscard]] Kind kind() const noexcept { return kind_; }
    /// How a refusal begins; of another kind nothing.
    [[nodiscard]] std::optional<CgiRefusal> refusal() const noexcept { return refusal_; }
    /// What a refusal says: of `error` what is behind that word, perhaps nothing; else all of it.
    [[nodiscard]] std::string_view words() const noexcept { return words_; }
    /// The same in one line fit to be shown (display_text), at most `max_bytes`.
    [[nodiscard]] std::string shown_words(std::size_t max_bytes) const;

    [[nodiscard]] const std::vector<Pair>& pairs() const noexcept { return pairs_; }
    /// The value of the first line with that key; nothing without one.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const;

    /// The answer as text; parse ∘ write gives the same.
    [[nodiscard]] std::string write() const;

    [[nodiscard]] bool operator==(const CgiText& other) const
    {
        return kind_ == other.kind_ && refusal_ == other.refusal_ && words_ == other.words_ && pairs_ == other.pairs_;
    }

private:
    [[nodiscard]] Status read_pairs(std::string_view lines, const Limits& limits);

    Kind kind_ = Kind::values;
    std::optional<CgiRefusal> refusal_;
    std::string_view words_;
    std::vector<Pair> pairs_;
    std::vector<std::uint32_t> by_key_; // indices of pairs_, by key, then as they came
};

} // namespace netsdk::wire
