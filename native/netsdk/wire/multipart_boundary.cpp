#include "wire/multipart_boundary.h"

#include "wire/text.h"

#include <optional>

namespace netsdk::wire {
namespace {

constexpr std::string_view dashes = "--";

/// Takes what is before the next ';' from the front of a list of parameters; one in quotes ends none.
std::optional<std::string_view> take_parameter(std::string_view& list) noexcept
{
    bool quoted = false;
    for (std::size_t at = 0; at < list.size(); ++at) {
        if (list[at] == '"')
            quoted = !quoted;
        else if (quoted && list[at] == '\\')
            ++at;
        else if (!quoted && list[at] == ';') {
            const auto taken = list.substr(0, at);
            list.remove_prefix(at + 1);
            return trimmed(taken);
        }
    }
    const auto taken = list;
    list = {};
    return quoted ? std::nullopt : std::optional(trimmed(taken));
}

/// Without quotes around it; nothing when they do not end where it ends.
std::optional<std::string> unquoted(std::string_view value)
{
    if (!value.starts_with('"'))
        return std::string(value);
    std::string text;
    for (std::size_t at = 1; at < value.size(); ++at) {
        if (value[at] == '"')
            return at + 1 == value.size() ? std::optional(std::string(trimmed(text))) : std::nullopt;
        if (value[at] == '\\' && at + 1 < value.size())
            ++at;
        text.push_back(value[at]);
    }
    return std::nullopt;
}

} // namespace

Result<std::string> boundary_of(std::string_view content_type)
{
    constexpr std::string_view family = "multipart/";
    const auto type = take_parameter(content_type);
    if (!type || !same_word(type->substr(0, family.size()), family))
        return Error::unexpected_answer;
    while (!content_type.empty()) {
        const auto parameter = take_parameter(content_type);
        if (!parameter)
            return Error::malformed;
        const auto sign = parameter->find('=');
        if (sign == std::string_view::npos || !same_word(trimmed(parameter->substr(0, sign)), "boundary"))
            continue;
        auto boundary = unquoted(trimmed(parameter->substr(sign + 1)));
        if (!boundary || boundary->empty() || has_control(*boundary))
            return Error::malformed;
        if (boundary->size() > BoundaryFinder::most_boundary)
            return Error::too_large;
        return std::move(*boundary);
    }
    return Error::malformed;
}

BoundaryFinder::BoundaryFinder(std::string_view boundary)
{
    if (boundary.starts_with(dashes) && boundary.size() > dashes.size())
        marks_[1] = boundary;
    marks_[0] = std::string(dashes).append(boundary);
    begin_line();
}

void BoundaryFinder::begin_line() noexcept
{
    in_line_ = false;
    matched_ = 0;
    whole_ = 0;
    tail_ = Tail::none;
    alive_ = {true, !marks_[1].empty()};
}

BoundaryFinder::Found BoundaryFinder::scan(Bytes bytes)
{
    const auto text = text_of(bytes);
    for (std::size_t at = 0; at < text.size();) {
        if (in_line_) {
            const auto end = text.find('\n', at);
            if (end == std::string_view::npos)
                break;
            begin_line();
            at = end + 1;
            continue;
        }
        const char c = text[at++];
        ++matched_;
        const auto next = step(c);
        if (next == Step::none) {
            if (c == '\n')
                begin_line();
            else
                in_line_ = true;
        } else if (next != Step::more) {
            const Found found{next == Step::part ? Kind::part : Kind::closing, at, matched_};
            begin_line();
            return found;
        }
    }
    return {Kind::none, text.size(), 0};
}

/// Whether the line, with one character more, may still be a boundary's. Both marks may fit for a while, and one may be
/// the beginning of the other.
BoundaryFinder::Step BoundaryFinder::step(char c) noexcept
{
    const std::size_t at = matched_ - 1;
    bool any = false;
    std::size_t whole = 0;
    for (std::size_t i = 0; i < marks_.size(); ++i) {
        alive_[i] = alive_[i] && at < marks_[i].size() && marks_[i][at] == c;
        any = any || alive_[i];
        if (alive_[i] && at + 1 == marks_[i].size())
            whole = marks_[i].size();
    }
    if (whole != 0) {
        whole_ = whole;
        tail_ = Tail::none;
        return Step::more;
    }
    if (whole_ != 0)
        if (const auto behind = step_behind(c); behind != Step::none || !any)
            return behind;
    return any ? Step::more : Step::none;
}

BoundaryFinder::Step BoundaryFinder::step_behind(char c) noexcept
{
    const auto seen = tail_;
    const std::size_t length = matched_ - whole_;
    switch (c) {
    case '\n': return seen == Tail::dash ? Step::none : Step::part;
    case '\r':
        if (seen == Tail::dash || seen == Tail::line_end)
            return Step::none;
        tail_ = Tail::line_end;
        return Step::more;
    case ' ':
    case '\t':
        if (seen == Tail::dash || seen == Tail::line_end || length > most_padding)
            return Step::none;
        tail_ = Tail::blank;
        return Step::more;
    case '-':
        if (seen == Tail::dash)
            return Step::closing;
        if (seen != Tail::none)
            return Step::none;
        tail_ = Tail::dash;
        return Step::more;
    default: return Step::none;
    }
}

} // namespace netsdk::wire
