#include "wire/multipart_reader.h"

#include "wire/text.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace netsdk::wire {
namespace {

constexpr std::size_t longest_line_end = 2; // CR LF

// A buffer that a large part needed is given back; a small one is kept for the next part.
constexpr std::size_t kept_capacity = 4096;

/// Without the line end that belongs to the boundary behind it.
Bytes without_line_end(Bytes body) noexcept
{
    const auto text = text_of(body);
    const std::size_t end = text.ends_with("\r\n") ? 2 : text.ends_with('\n') ? 1 : 0;
    return body.first(body.size() - end);
}

/// The next line, its end included, or all there is.
Bytes line_of(Bytes input, std::size_t most) noexcept
{
    const auto text = text_of(input.first(std::min(input.size(), most)));
    const auto end = text.find('\n');
    return input.first(end == std::string_view::npos ? text.size() : end + 1);
}

} // namespace

MultipartReader::MultipartReader(std::string_view boundary, const Limits& limits)
    : max_part_(limits.max_part), max_head_(limits.max_part_head), finder_(boundary)
{
}

std::optional<MultipartPart> MultipartReader::next(Bytes& input)
{
    if (std::exchange(done_, false))
        clear_held();
    // A body of no bytes is whole before the next byte comes.
    while (!input.empty() || (state_ == State::counted && head_.length == 0))
        if (auto found = step(input))
            return found;
    return std::nullopt;
}

std::optional<MultipartPart> MultipartReader::step(Bytes& input)
{
    switch (state_) {
    case State::between: look_for_boundary(input); break;
    case State::head: read_head(input); break;
    case State::counted: return counted_part(input);
    case State::open: return open_part(input);
    case State::passed: pass(input); break;
    case State::ended: skip(std::exchange(input, {}).size()); break;
    }
    return std::nullopt;
}

void MultipartReader::look_for_boundary(Bytes& input)
{
    const auto found = finder_.scan(input);
    input = input.subspan(found.end);
    skip(found.end);
    after(found.kind);
}

void MultipartReader::after(BoundaryFinder::Kind boundary)
{
    switch (boundary) {
    case BoundaryFinder::Kind::none: state_ = State::between; return;
    case BoundaryFinder::Kind::closing: state_ = State::ended; return;
    case BoundaryFinder::Kind::part: break;
    }
    state_ = State::head;
    head_ = {};
    line_at_ = 0;
}

void MultipartReader::read_head(Bytes& input)
{
    const auto line = line_of(input, max_head_ - held_.size());
    const auto found = finder_.scan(line);
    hold(input.first(found.end));
    input = input.subspan(found.end);
    const auto seen = text_of(held_).substr(line_at_);
    if (found.kind == BoundaryFinder::Kind::none && seen.ends_with('\n')) {
        if (trimmed(seen).empty())
            return begin_body();
        read_line(seen);
        line_at_ = held_.size();
    }
    if (found.kind != BoundaryFinder::Kind::none || held_.size() == max_head_) {
        lose_part(0);
        after(found.kind); // for `none` the finder goes on in the line that it is in
    }
}

/// The first of each name counts.
void MultipartReader::read_line(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return;
    const auto name = trimmed(line.substr(0, colon));
    const auto value = trimmed(line.substr(colon + 1));
    if (same_word(name, "Content-Type") && head_.content_type.empty())
        head_.content_type = value;
    if (same_word(name, "Content-Length") && !head_.length)
        head_.length = decimal(value, std::numeric_limits<std::uint64_t>::max());
}

void MultipartReader::begin_body()
{
    skip(held_.size());
    clear_held();
    finder_.begin_line();
    if (!head_.length) {
        state_ = State::open;
    } else if (*head_.length <= max_part_) {
        state_ = State::counted;
    } else {
        lose_part(0);
        pass_ = *head_.length;
        state_ = pass_ / believed <= max_part_ ? State::passed : State::between;
    }
}

std::optional<MultipartPart> MultipartReader::counted_part(Bytes& input)
{
    const auto length = static_cast<std::size_t>(head_.length.value_or(0)); // at most max_part_
    const auto taken = input.first(std::min(length - held_.size(), input.size()));
    input = input.subspan(taken.size());
    done_ = taken.size() < length; // a body that came whole is not copied
    if (done_)
        hold(taken);
    if (done_ && held_.size() < length) {
        done_ = false;
        return std::nullopt;
    }
    state_ = State::between;
    return part(done_ ? Bytes(held_) : taken);
}

std::optional<MultipartPart> MultipartReader::open_part(Bytes& input)
{
    const auto found = finder_.scan(input);
    const auto taken = input.first(found.end);
    input = input.subspan(found.end);
    const bool is_whole = found.kind != BoundaryFinder::Kind::none;
    const std::size_t seen = held_.size() + taken.size();
    const std::size_t before = seen - (is_whole ? found.length : finder_.candidate());
    if (before > max_part_ + longest_line_end) {
        lose_part(taken.size());
        after(found.kind);
        return std::nullopt;
    }
    const bool is_copied = !is_whole || !held_.empty();
    if (is_copied)
        hold(taken);
    if (!is_whole)
        return std::nullopt;
    const auto body = without_line_end((is_copied ? Bytes(held_) : taken).first(before));
    if (body.size() > max_part_) {
        lose_part(is_copied ? 0 : taken.size());
        after(found.kind);
        return std::nullopt;
    }
    skip(seen - body.size());
    done_ = is_copied;
    const auto whole = part(body);
    after(found.kind);
    return whole;
}

void MultipartReader::pass(Bytes& input)
{
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(pass_, input.size()));
    input = input.subspan(count);
    skip(count);
    pass_ -= count;
    if (pass_ == 0)
        state_ = State::between;
}

/// The held bytes, and so many that are not held, are skipped with it.
void MultipartReader::lose_part(std::size_t not_held)
{
    ++skipped_parts_;
    skip(held_.size() + not_held);
    clear_held();
}

MultipartPart MultipartReader::part(Bytes body)
{
    given_type_ = std::move(head_.content_type);
    return {given_type_, head_.length, body};
}

void MultipartReader::hold(Bytes bytes)
{
    held_.insert(held_.end(), bytes.begin(), bytes.end());
}

void MultipartReader::clear_held()
{
    if (held_.capacity() > kept_capacity)
        held_ = {};
    held_.clear();
}

} // namespace netsdk::wire
