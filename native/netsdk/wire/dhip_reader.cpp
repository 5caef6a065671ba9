#include "wire/dhip_reader.h"

#include <utility>

namespace netsdk::wire {

Result<std::optional<DhipPart>> DhipReader::next(Bytes& input)
{
    if (failed_)
        return *failed_;
    held_.release();
    if (!header_) {
        if (!held_.fill(input, DhipHeader::size))
            return std::optional<DhipPart>{};
        if (const auto begun = begin(held_.bytes()); !begun) {
            failed_ = begun.error();
            return *failed_;
        }
        held_.clear();
    }
    if (!held_.fill(input, header_->length))
        return std::optional<DhipPart>{};
    return std::optional(DhipPart{*std::exchange(header_, std::nullopt), held_.lend()});
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

} // namespace netsdk::wire
