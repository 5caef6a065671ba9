#include "wire/dhip_reader.h"

#include <algorithm>
#include <utility>

namespace netsdk::wire {

namespace {

// A buffer that a large packet needed is given back; a small one is kept for the next.
constexpr std::size_t kept_capacity = 4096;

} // namespace

Result<std::optional<DhipPart>> DhipReader::next(Bytes& input)
{
    if (failed_)
        return *failed_;
    release();
    if (!header_) {
        if (!hold(input, DhipHeader::size))
            return std::optional<DhipPart>{};
        if (const auto begun = begin(held_); !begun) {
            failed_ = begun.error();
            return *failed_;
        }
        held_.clear();
    }
    if (!hold(input, header_->length))
        return std::optional<DhipPart>{};
    done_ = true;
    return std::optional(DhipPart{*std::exchange(header_, std::nullopt), held_});
}

Status DhipReader::begin(Bytes header)
{
    const auto read = DhipHeader::read(header);
    if (!read)
        return read.error();
    if (read.value().length > limits_.max_message)
        return Error::too_large;
    if (read.value().total != 0 && read.value().length > read.value().total)
        return Error::malformed;
    header_ = read.value();
    return success();
}

bool DhipReader::hold(Bytes& input, std::size_t wanted)
{
    const std::size_t count = std::min(wanted - held_.size(), input.size());
    const Bytes piece = input.first(count);
    held_.insert(held_.end(), piece.begin(), piece.end());
    input = input.subspan(count);
    return held_.size() == wanted;
}

void DhipReader::release()
{
    if (!std::exchange(done_, false))
        return;
    if (held_.capacity() > kept_capacity)
        held_ = {};
    held_.clear();
}

} // namespace netsdk::wire
